import {
  isAtLeast,
  isSatisfied,
  levels,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { levelText } from './levelText';
import { OpenCheck, WorkspaceScorecard } from './evaluateWorkspace';

const longestReason = 300;
const mostPlaces = 3;

/** A scorecard as lines of a task log: the level, how far each level is, what to do next, then the rest in short. */
export function scorecardLines(evaluated: WorkspaceScorecard): string[] {
  const { service, rubric, scorecard, open } = evaluated;
  const { level, results, nextSteps } = scorecard;
  const isNext = ({ check }: OpenCheck) =>
    nextSteps.some(({ id }) => id === check.id);
  const next = open.filter(isNext);
  const later = open.filter(each => !isNext(each));
  return [
    `${service} is ${level ? 'at ' : ''}${levelText(rubric, level)}`,
    ...levels.map(each => {
      const own = results.filter(result => result.level === each);
      const satisfied = own.filter(isSatisfied).length;
      const mark = isAtLeast(level, each) ? '✔' : ' ';
      const label = levelText(rubric, each).padEnd(14);
      return `  ${mark} ${label} ${satisfied} of ${own.length} checks`;
    }),
    ...(next.length > 0 ? ['What to do next'] : []),
    ...next.flatMap(stepLines),
    ...(later.length > 0 ? ['Later'] : []),
    ...later.map(
      ({ check }) => `  ${check.level} ${oneLine(check.title)} (${check.id})`,
    ),
  ];
}

function stepLines({ check, result }: OpenCheck): string[] {
  const about = [
    check.id,
    check.level,
    `${check.effort} effort`,
    ...(check.attestation ? ['can be attested'] : []),
    ...(result.blocker ? ['blocks every review'] : []),
    ...(result.state === 'fail' ? [] : [result.state]),
  ];
  const places = result.evidence.flatMap(({ path, line }) =>
    path ? [line ? `${path}:${line}` : path] : [],
  );
  const shown = [...new Set(places)].slice(0, mostPlaces);
  const { summary, block, url } = check.fix;
  return [
    `  ✘ ${oneLine(check.title)} (${about.join(', ')})`,
    `      ${[result.reason, ...shown].map(oneLine).join('  ')}`,
    `      → ${oneLine(summary)}${block ? ` Block: ${block}.` : ''}${
      url ? ` ${url}` : ''
    }`,
  ];
}

// Reasons carry text of the repository, and a log is no place for its control or direction characters.
function oneLine(text: string): string {
  const line = text
    .replace(
      // eslint-disable-next-line no-control-regex
      /[\s\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/g,
      ' ',
    )
    .trim();
  return line.length > longestReason
    ? `${line.slice(0, longestReason - 1)}…`
    : line;
}
