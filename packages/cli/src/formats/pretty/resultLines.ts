import { isSatisfied } from '@goldenpath/backstage-plugin-production-readiness-common';
import { CheckedResult } from '../../check/Report';
import { placeText } from '../tally';
import { Brush } from './Brush';

const maxPlaces = 5;

/** One result in full: what was asked, why it is so, where to look and how to change it. */
export function resultLines(result: CheckedResult, brush: Brush): string[] {
  const { check, state, evidence, reason, level } = result;
  const about = [
    check.id,
    level,
    ...(isSatisfied(result) ? [] : [`${check.effort} effort`]),
    ...(isSatisfied(result) || !check.attestation ? [] : ['attestable']),
    ...(result.blocker ? ['blocker'] : []),
  ].join(' · ');
  const places = evidence.slice(0, maxPlaces).map(placeText);
  const more = evidence.length - places.length;
  return [
    '',
    `  ${brush.symbol(state)} ${brush.bold(check.title)}`,
    `    ${brush.dim(about)}`,
    ...brush.text(reason, 4),
    ...places.flatMap(place => brush.text(place, 4, brush.accent)),
    ...(more > 0 ? [`    ${brush.dim(`and ${more} more`)}`] : []),
    ...(isSatisfied(result) ? [] : fixLines(result, brush)),
  ];
}

function fixLines({ check: { fix } }: CheckedResult, brush: Brush): string[] {
  const { summary, block, url } = fix;
  return [
    ...brush.text(summary, 4, brush.good, '→ '),
    ...(block ? brush.text(`golden-path block: ${block}`, 6, brush.dim) : []),
    ...(url ? brush.text(url, 6, brush.dim) : []),
  ];
}

/** Results by their id only. */
export function shortLines(
  label: string,
  results: CheckedResult[],
  brush: Brush,
): string[] {
  return brush.flow(
    label,
    results.map(({ id, state }) => ({
      plain: `x ${id}`,
      painted: `${brush.symbol(state)} ${id}`,
    })),
  );
}
