/** Tells the exit code of a command that ran. */
export type Exit = (code: number) => void;
