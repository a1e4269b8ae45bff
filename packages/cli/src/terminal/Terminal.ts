/** Where the command line reads its surroundings and writes to. */
export interface Terminal {
  out(text: string): void;
  error(line: string): void;
  /** The folder that relative paths start from. */
  cwd: string;
  /** Columns of a line. */
  width: number;
  color: boolean;
  env: Readonly<Record<string, string | undefined>>;
}
