/**
 * Where the forge says what it does; Backstage's LoggerService fits.
 *
 * @public
 */
export interface ForgeLogger {
  info(message: string, fields?: Record<string, string | number>): void;
  warn(message: string, fields?: Record<string, string | number>): void;
  error(message: string, fields?: Record<string, string | number>): void;
}
