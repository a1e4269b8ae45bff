/** Keeps each text once, as a copy, so that no file's whole text stays alive for the sake of a word in it. */
export class Names {
  private readonly known = new Map<string, string>();

  keep(name: string): string {
    const known = this.known.get(name);
    if (known !== undefined) return known;
    const copy = Buffer.from(name).toString();
    this.known.set(copy, copy);
    return copy;
  }
}

const buckets = 1 << 20;

/**
 * How often words are mentioned, by hash and up to 255, in memory that does not grow. Two words can share a count;
 * it then reads too high, which only ever spares a function from being taken for uncalled.
 */
export class Mentions {
  private readonly counts = new Uint8Array(buckets);

  add(hash: number): void {
    const bucket = (hash ^ (hash >>> 15)) & (buckets - 1);
    if (this.counts[bucket] < 255) this.counts[bucket] += 1;
  }

  of(hash: number): number {
    return this.counts[(hash ^ (hash >>> 15)) & (buckets - 1)];
  }
}
