const ANSWER_TIMEOUT_MILLISECONDS = 10_000;
/** Refusals that may pass: a portal that is still starting does not know the address yet. */
const PASSING = [404, 408, 425, 429];

/** How a receiver took an event; `refused` is not worth another attempt. */
export type Answer =
  | { outcome: 'accepted' }
  | { outcome: 'failed' | 'refused'; problem: string };

/** Posts an event once. */
export async function postEvent(
  url: string,
  headers: Record<string, string>,
  body: string,
  stopped: AbortSignal,
): Promise<Answer> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body,
      signal: AbortSignal.any([
        stopped,
        AbortSignal.timeout(ANSWER_TIMEOUT_MILLISECONDS),
      ]),
      redirect: 'manual',
    });
    await response.body?.cancel();
    if (response.ok) return { outcome: 'accepted' };
    const { status } = response;
    const final = status < 500 && !PASSING.includes(status);
    return {
      outcome: final ? 'refused' : 'failed',
      problem: `status ${status}`,
    };
  } catch (error) {
    const cause =
      error instanceof Error && error.cause instanceof Error
        ? error.cause
        : error;
    return { outcome: 'failed', problem: String(cause) };
  }
}
