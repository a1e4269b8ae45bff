import type { ForgeLogger } from './ForgeLogger';

/** Writes lines to standard error: time, level, message, fields. */
export function createConsoleLogger(): ForgeLogger {
  const write =
    (level: string) =>
    (message: string, fields?: Record<string, string | number>) => {
      const rest = fields ? ` ${JSON.stringify(fields)}` : '';
      process.stderr.write(
        `${new Date().toISOString()} ${level} forge: ${message}${rest}\n`,
      );
    };
  return { info: write('info'), warn: write('warn'), error: write('error') };
}
