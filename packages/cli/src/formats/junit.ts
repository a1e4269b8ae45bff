import {
  isAtLeast,
  isSatisfied,
  Level,
  levels,
  nextLevel,
  wellFormed,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { CheckedResult, Report } from '../check/Report';
import { placeText } from './tally';

/**
 * JUnit XML, one suite per level and one case per check. Open blockers and open checks up to `bar` (by default the
 * next level) are failures; open checks above it are skipped, so that a dashboard stays green for what was not asked.
 */
export function formatJunit(report: Report, bar?: Level): string {
  const asked = bar ?? nextLevel(report.scorecard.level);
  const suites = levels.map(level => {
    const cases = report.results
      .filter(result => result.level === level)
      .map(result => testCase(result, report.service, asked));
    return { level, cases };
  });
  const all = suites.flatMap(({ cases }) => cases);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${xml(report.service)}" ${counts(all)}>`,
    ...suites.flatMap(({ level, cases }) => [
      `  <testsuite name="${level} ${xml(
        report.rubric.levels[level].name,
      )}" ${counts(cases)}>`,
      ...cases.map(({ text }) => text),
      '  </testsuite>',
    ]),
    '</testsuites>',
    '',
  ].join('\n');
}

interface TestCase {
  outcome: 'passed' | 'failure' | 'skipped';
  text: string;
}

function testCase(
  result: CheckedResult,
  service: string,
  asked: Level | undefined,
): TestCase {
  const { id, check, level, state, reason } = result;
  const attributes = [
    `classname="${xml(`${service}.${level}.${check.area}`)}"`,
    `name="${xml(`${id}: ${check.title}`)}"`,
    ...(result.place?.path ? [`file="${xml(result.place.path)}"`] : []),
    'time="0"',
  ].join(' ');
  const open = !isSatisfied(result);
  const failed = open && (result.blocker || isAtLeast(asked, level));
  if (failed) {
    const body = [
      reason,
      ...result.evidence.map(placeText),
      `How to fix it: ${check.fix.summary}`,
    ].join('\n');
    return {
      outcome: 'failure',
      text: `    <testcase ${attributes}>\n      <failure type="${state}" message="${xml(
        reason,
      )}">${xml(body)}</failure>\n    </testcase>`,
    };
  }
  if (open || state !== 'pass') {
    return {
      outcome: 'skipped',
      text: `    <testcase ${attributes}>\n      <skipped message="${xml(
        `${state}: ${reason}`,
      )}"/>\n    </testcase>`,
    };
  }
  return { outcome: 'passed', text: `    <testcase ${attributes}/>` };
}

function counts(cases: TestCase[]): string {
  const of = (outcome: TestCase['outcome']) =>
    cases.filter(each => each.outcome === outcome).length;
  return `tests="${cases.length}" failures="${of(
    'failure',
  )}" errors="0" skipped="${of('skipped')}" time="0"`;
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\t': '&#9;',
};

/** Text for XML 1.0: characters that it cannot hold at all stand as U+FFFD. */
function xml(text: string): string {
  return wellFormed(text)
    .replace(
      // eslint-disable-next-line no-control-regex
      /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g,
      '\ufffd',
    )
    .replace(/[&<>"\n\t]/g, character => entities[character]);
}
