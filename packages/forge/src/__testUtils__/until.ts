import { setTimeout as wait } from 'node:timers/promises';

const DEADLINE_MILLISECONDS = 20_000;

/** Waits until a list has `length` entries; fails after 20 seconds with what it has. */
export async function until<T>(
  list: () => T[],
  { length }: { length: number },
): Promise<T[]> {
  const deadline = Date.now() + DEADLINE_MILLISECONDS;
  while (list().length < length) {
    if (Date.now() > deadline)
      throw new Error(`Expected ${length} entries: ${JSON.stringify(list())}`);
    await wait(20);
  }
  return list();
}
