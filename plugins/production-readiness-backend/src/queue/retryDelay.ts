const minute = 60_000;
const steps = [minute, 5 * minute, 30 * minute, 120 * minute];
const day = 24 * 60 * minute;

/** Attempts after which a service counts as given up: it is tried once a day, and the health page shows it. */
export const maxAttempts = steps.length + 1;

/** Milliseconds to wait after the given number of failures in a row. */
export function retryDelay(attempts: number): number {
  return steps[attempts - 1] ?? day;
}
