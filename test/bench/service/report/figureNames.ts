/** How many read at once. */
export const readings = { alone: 1, 'four at once': 4 };

/** What is told of many times. */
export const shares = { median: 0.5, p95: 0.95 };

/** The figure of reading one scorecard; who reads follows after a colon. */
export function readingName(called: string, share: string): string {
  return `Read one scorecard, ${called}, ${share}`;
}
