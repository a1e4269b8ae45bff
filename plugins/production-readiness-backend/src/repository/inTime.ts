import { unlessAborted } from '../time/unlessAborted';

/** A host says nothing. It is not tried again at once: that would take as long again. */
export class SilentHostError extends Error {
  readonly code = 'ETIMEDOUT';
}

/**
 * What a host answers, if it does so within `limit` milliseconds.
 * @throws SilentHostError
 */
export async function inTime<T>(answer: Promise<T>, limit: number): Promise<T> {
  const silence = new AbortController();
  const timer = setTimeout(
    () => silence.abort(new SilentHostError(`No answer within ${limit} ms`)),
    limit,
  );
  try {
    return await unlessAborted(answer, silence.signal);
  } finally {
    clearTimeout(timer);
  }
}
