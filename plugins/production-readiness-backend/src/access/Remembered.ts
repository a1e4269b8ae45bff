/** Answers that are used again for a while. One that could not be had is asked for anew. */
export class Remembered<T> {
  private readonly answers = new Map<
    string,
    { until: number; answer: Promise<T> }
  >();

  private constructor(private readonly lifetime: number) {}

  /** @param lifetime - in milliseconds */
  static for<T>(lifetime: number): Remembered<T> {
    return new Remembered(lifetime);
  }

  get(key: string, ask: () => Promise<T>): Promise<T> {
    const now = Date.now();
    const known = this.answers.get(key);
    if (known && known.until >= now) return known.answer;
    this.forgetBefore(now);
    const answer = ask();
    const asked = { until: now + this.lifetime, answer };
    this.answers.set(key, asked);
    answer.catch(() => {
      if (this.answers.get(key) === asked) this.answers.delete(key);
    });
    return answer;
  }

  private forgetBefore(now: number): void {
    for (const [key, { until }] of this.answers) {
      if (until < now) this.answers.delete(key);
    }
  }
}
