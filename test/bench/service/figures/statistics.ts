/** The value that a share of the values does not exceed (nearest rank). */
export function quantile(values: ReadonlyArray<number>, share: number): number {
  if (values.length === 0) throw new Error('There is nothing to rank');
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}

export function median(values: ReadonlyArray<number>): number {
  return quantile(values, 0.5);
}

/** Milliseconds that something takes, with its result. */
export async function timed<T>(
  work: () => Promise<T>,
): Promise<{ milliseconds: number; result: T }> {
  const start = performance.now();
  const result = await work();
  return { milliseconds: performance.now() - start, result };
}
