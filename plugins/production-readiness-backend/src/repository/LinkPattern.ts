/** A repository at a commit. */
export interface Place {
  origin: string;
  /** With `/` between nested groups. */
  owner: string;
  name: string;
  commit: string;
}

/** What an address of a line in a repository is made of. */
export interface LineAddress extends Place {
  path: string;
  line?: number;
}

type Resolve = (address: LineAddress) => string;

/** Names that every host writes into an address as they are: nothing to encode, nothing that leads elsewhere. */
const plain =
  /^(?!.*(?:^|\/)\.{1,2}(?:\/|$))[A-Za-z0-9._-]+(?:\/[A-Za-z0-9._-]+)*$/;

/**
 * How a host writes addresses, learned from examples, so that a thousand of them need not be parsed and put together a
 * thousand times. What differs from the examples in kind has no pattern.
 */
export class LinkPattern {
  private constructor(
    private readonly parts: string[],
    private readonly slots: Array<keyof LineAddress>,
  ) {}

  /** @returns undefined where the examples have nothing in common */
  static learn(
    { origin, owner: like, line }: LineAddress,
    resolve: Resolve,
  ): LinkPattern | undefined {
    const nested = like.split('/').length - 1;
    const owner = (name: string) => `${name}${`/${name}-sub`.repeat(nested)}`;
    const examples: LineAddress[] = [
      {
        origin,
        owner: owner('first-owner'),
        name: 'first-name',
        commit: 'a1b2c3d4e5f60718293a4b5c6d7e8f9001122334',
        path: 'first-folder/first-file.txt',
        line: line && 40_711,
      },
      {
        origin,
        owner: owner('Second_Owner'),
        name: 'second.name',
        commit: 'fedcba9',
        path: '.second/deeper/Second-File_2.go',
        line: line && 9,
      },
    ];
    const [written, other] = examples.map(resolve);
    const pattern = LinkPattern.of(written, examples[0]);
    return pattern?.fill(examples[1]) === other ? pattern : undefined;
  }

  private static of(
    written: string,
    example: LineAddress,
  ): LinkPattern | undefined {
    const slots = (Object.keys(example) as Array<keyof LineAddress>).filter(
      key => example[key] !== undefined,
    );
    const parts: string[] = [];
    let rest = written;
    for (const slot of slots) {
      const value = String(example[slot]);
      const [before, ...after] = rest.split(value);
      if (after.length !== 1) return undefined;
      parts.push(before);
      [rest] = after;
    }
    return new LinkPattern([...parts, rest], slots);
  }

  /** Whether addresses in a repository are of the kind that patterns are learned from. */
  static fits({ owner, name, commit }: Place): boolean {
    return (
      plain.test(owner) && plain.test(name) && /^[0-9a-f]{7,64}$/.test(commit)
    );
  }

  static fitsPath(path: string): boolean {
    return plain.test(path);
  }

  /** What is the same for all files of a repository is put together once. */
  at(place: Place): (path: string, line?: number) => string {
    const { parts, slots } = this;
    const end = slots.indexOf('path');
    const address: Partial<LineAddress> = place;
    const before = slots
      .slice(0, end)
      .reduce((text, slot, i) => text + address[slot] + parts[i + 1], parts[0]);
    const [between, after = ''] = parts.slice(end + 1);
    return (path, line) =>
      `${before}${path}${between}${line === undefined ? '' : line + after}`;
  }

  private fill({ path, line, ...place }: LineAddress): string {
    return this.at(place)(path, line);
  }
}
