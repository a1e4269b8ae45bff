/** Asks until the answer is there, or fails when it does not come within the deadline. */
export async function until<T>(
  ask: () => Promise<T | undefined | false>,
  deadline = 10_000,
): Promise<T> {
  const end = Date.now() + deadline;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`Not within ${deadline} ms`);
    await new Promise(done => setTimeout(done, 20));
  }
}
