import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';

/** Waits until something is so; fails when it is not within the time. */
export async function until(holds: () => boolean | Promise<boolean>, timeoutMs = 15_000): Promise<void> {
  for (const deadline = Date.now() + timeoutMs; !(await holds()); await wait(20)) {
    assert.ok(Date.now() < deadline, `not so after ${timeoutMs} ms: ${holds.toString()}`);
  }
}
