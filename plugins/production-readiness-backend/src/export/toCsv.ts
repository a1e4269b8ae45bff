import { ServiceSummary } from '@goldenpath/backstage-plugin-production-readiness-common';

const columns: Array<[string, (service: ServiceSummary) => unknown]> = [
  ['service', ({ entityRef }) => entityRef],
  ['owner', ({ owner }) => owner],
  ['level', ({ level }) => level ?? 'below L1'],
  ['exemptions', ({ exemptions }) => exemptions],
  ['open blockers', ({ openBlockers }) => openBlockers.join(' ')],
  ['pass', ({ counts }) => counts.pass],
  ['fail', ({ counts }) => counts.fail],
  ['unknown', ({ counts }) => counts.unknown],
  ['stale', ({ counts }) => counts.stale],
  ['not applicable', ({ counts }) => counts['not-applicable']],
  ['exempt', ({ counts }) => counts.exempt],
  ['evaluated at', ({ evaluatedAt }) => evaluatedAt],
];

export function csvHeader(): string {
  return csvLine(columns.map(([name]) => name));
}

export function csvRow(service: ServiceSummary): string {
  return csvLine(columns.map(([, value]) => value(service)));
}

function csvLine(values: unknown[]): string {
  return `${values.map(csvCell).join(',')}\r\n`;
}

/** Quoted after RFC 4180. A text that a spreadsheet would take for a formula is made one that it does not. */
function csvCell(value: unknown): string {
  const text = String(value ?? '');
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless)
    ? `"${harmless.replace(/"/g, '""')}"`
    : harmless;
}
