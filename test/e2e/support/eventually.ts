/** Asks again until it is so, or throws when the time is over or `fatal` says that it never will be. */
export async function eventually(
  what: string,
  isSo: () => Promise<boolean>,
  {
    seconds = 60,
    fatal = () => false,
  }: { seconds?: number; fatal?: () => boolean } = {},
): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  let last: unknown;
  for (;;) {
    try {
      if (await isSo()) return;
    } catch (error) {
      last = error;
      if (fatal()) throw error;
    }
    if (Date.now() > deadline) {
      throw new Error(
        `Waited ${seconds} s for ${what}${last ? `: ${last}` : ''}`,
      );
    }
    await new Promise(done => setTimeout(done, 250));
  }
}
