/** Where the command line writes to. */
export interface CliStreams {
  out(line: string): void;
  error(line: string): void;
}
