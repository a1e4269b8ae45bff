import { ServiceScorecard } from '@goldenpath/backstage-plugin-production-readiness-common';

const colours: Record<string, string> = {
  L1: '#b45309',
  L2: '#4d7c0f',
  L3: '#15803d',
  L4: '#0f766e',
};
const label = 'readiness';
const characterWidth = 6.6;

/** A badge with the level of a service, as SVG. It says when the level rests on exemptions. */
export function badge({ scorecard }: ServiceScorecard): string {
  const message = scorecard
    ? levelText(scorecard.level, scorecard.exemptions)
    : 'not evaluated';
  const colour = scorecard
    ? colours[scorecard.level ?? ''] ?? '#b91c1c'
    : '#52525b';
  const left = Math.round(label.length * characterWidth + 12);
  const right = Math.round(message.length * characterWidth + 12);
  const text = (x: number, value: string) =>
    `<text x="${x}" y="14" fill="#fff" text-anchor="middle" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">${value}</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${
    left + right
  }" height="20" role="img" aria-label="${label}: ${message}"><title>${label}: ${message}</title><rect width="${left}" height="20" fill="#3f3f46"/><rect x="${left}" width="${right}" height="20" fill="${colour}"/>${text(
    left / 2,
    label,
  )}${text(left + right / 2, message)}</svg>`;
}

function levelText(level: string | undefined, exemptions: number): string {
  const text = level ?? 'below L1';
  if (exemptions === 0) return text;
  return `${text}, ${exemptions} exemption${exemptions === 1 ? '' : 's'}`;
}
