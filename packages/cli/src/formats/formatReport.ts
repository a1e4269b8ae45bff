import { Level } from '@goldenpath/backstage-plugin-production-readiness-common';
import { Report } from '../check/Report';
import { Terminal } from '../terminal/Terminal';
import { formatJson } from './json';
import { formatJunit } from './junit';
import { formatMarkdown } from './markdown';
import { formatPretty } from './pretty/formatPretty';
import { formatSarif } from './sarif';

export const formats = [
  'pretty',
  'json',
  'sarif',
  'markdown',
  'junit',
] as const;

export type Format = (typeof formats)[number];

export interface FormatOptions {
  terminal: Pick<Terminal, 'width' | 'color' | 'env'>;
  verbose: boolean;
  minLevel?: Level;
}

export function formatReport(
  format: Format,
  report: Report,
  { terminal, verbose, minLevel }: FormatOptions,
): string {
  switch (format) {
    case 'json':
      return formatJson(report);
    case 'sarif':
      return formatSarif(report);
    case 'markdown':
      return formatMarkdown(report, terminal.env);
    case 'junit':
      return formatJunit(report, minLevel);
    default:
      return formatPretty(report, terminal, verbose);
  }
}
