import { EcosystemData, Effect } from '../../data/EcosystemData';
import { PatternIndex } from '../../syntax/PatternIndex';

/** @public */
export type Library = EcosystemData['libraries'][number];
export type Construct = EcosystemData['constructs'][number];
export type Client = EcosystemData['clients'][number];
export type Route = EcosystemData['routes'][number];

/** Why a pattern is searched for. */
export type Purpose =
  | { is: 'library'; library: Library; against: boolean }
  | { is: 'construct'; construct: Construct }
  | { is: 'construct-file'; construct: Construct; against: boolean }
  | { is: 'registration'; construct: Construct }
  | { is: 'processor'; construct: Construct }
  | { is: 'client'; client: Client }
  | { is: 'client-anywhere'; client: Client }
  | { is: 'client-call'; client: Client; carries: boolean }
  | { is: 'effect'; effect: Effect }
  | { is: 'route'; route: Route }
  | { is: 'assertion' };

/** The data of one ecosystem, made ready for searching. */
export class EcosystemIndex {
  readonly code = new PatternIndex<Purpose>();
  readonly tests = new PatternIndex<Purpose>();
  private readonly byImport = new Map<string, Array<Library | Client>>();
  private readonly exceptions = new Map<string, Array<Library | Client>>();
  private readonly byPart = new Map<string, Library[]>();
  private readonly byPrefix: Array<[string, Library | Client]> = [];
  private readonly nearby = new Map<Client, PatternIndex<true>>();
  private readonly inMemory = new Map<Construct, PatternIndex<true>>();
  private readonly within = new Map<
    Construct | Client,
    { needed?: PatternIndex<true>; forbidden?: PatternIndex<true> }
  >();

  constructor(readonly data: EcosystemData) {
    this.addLibraries();
    this.addConstructs();
    this.addClients();
    for (const [effect, patterns] of Object.entries(data.effects)) {
      for (const pattern of patterns ?? [])
        this.code.add(pattern, { is: 'effect', effect: effect as Effect });
    }
    for (const route of data.routes) {
      for (const pattern of route.find)
        this.code.add(pattern, { is: 'route', route });
    }
    for (const pattern of data.assertions ?? [])
      this.tests.add(pattern, { is: 'assertion' });
  }

  /** The libraries and clients that an import brings in. */
  imported(specifier: string): Array<Library | Client> {
    const found: Array<Library | Client> = [];
    const others: Array<Library | Client> = [];
    for (let end = specifier.length; end > 0; end = before(specifier, end)) {
      const name = specifier.slice(0, end);
      others.push(...(this.exceptions.get(name) ?? []));
      const entries = this.byImport.get(name);
      if (entries)
        found.push(...entries.filter(entry => !others.includes(entry)));
    }
    for (const [prefix, entry] of this.byPrefix) {
      if (specifier.startsWith(prefix)) found.push(entry);
    }
    return found;
  }

  /** The libraries that an import may be a wrapper of, by the parts of its name. */
  wrapped(specifier: string): Library[] {
    if (this.byPart.size === 0) return [];
    return specifier
      .toLowerCase()
      .split(/[./-]/)
      .flatMap(part => this.byPart.get(part) ?? []);
  }

  /** Patterns that must, or must not, stand within the brackets of a match. */
  inside(rule: Construct | Client): {
    needed?: PatternIndex<true>;
    forbidden?: PatternIndex<true>;
  } {
    let known = this.within.get(rule);
    if (!known) {
      const needed =
        'timeout' in rule ? rule.timeout : (rule as Construct).with;
      const forbidden = (rule as Construct).without;
      known = {
        needed: needed && indexOf(needed),
        forbidden: forbidden && indexOf(forbidden),
      };
      this.within.set(rule, known);
    }
    return known;
  }

  /** Patterns that set a timeout for a client from the same function. */
  near(client: Client): PatternIndex<true> | undefined {
    if (!client.near) return undefined;
    const known = this.nearby.get(client) ?? indexOf(client.near);
    this.nearby.set(client, known);
    return known;
  }

  /** Patterns of what is kept in memory alone. */
  memory(construct: Construct): PatternIndex<true> | undefined {
    if (!construct.storage) return undefined;
    const known =
      this.inMemory.get(construct) ?? indexOf(construct.storage.memory);
    this.inMemory.set(construct, known);
    return known;
  }

  private addLibraries(): void {
    for (const library of this.data.libraries) {
      if (library.part) {
        const known = this.byPart.get(library.part) ?? [];
        this.byPart.set(library.part, [...known, library]);
        continue;
      }
      this.addImports(library);
      for (const name of library.except ?? []) {
        const known = this.exceptions.get(name) ?? [];
        this.exceptions.set(name, [...known, library]);
      }
      for (const pattern of library.uses ?? [])
        this.code.add(pattern, { is: 'library', library, against: false });
      for (const pattern of library.unless ?? [])
        this.code.add(pattern, { is: 'library', library, against: true });
    }
  }

  private addImports(entry: Library | Client): void {
    for (const name of entry.import ?? entry.package ?? []) {
      if (name.endsWith('*')) this.byPrefix.push([name.slice(0, -1), entry]);
      else {
        const entries = this.byImport.get(name);
        if (entries) entries.push(entry);
        else this.byImport.set(name, [entry]);
      }
    }
  }

  private addConstructs(): void {
    for (const construct of this.data.constructs) {
      for (const pattern of construct.find)
        this.code.add(pattern, { is: 'construct', construct });
      for (const pattern of construct.registered ?? [])
        this.code.add(pattern, { is: 'registration', construct });
      for (const pattern of construct.processed?.by ?? [])
        this.code.add(pattern, { is: 'processor', construct });
      for (const pattern of construct.file ?? [])
        this.code.add(pattern, {
          is: 'construct-file',
          construct,
          against: false,
        });
      for (const pattern of construct.notFile ?? [])
        this.code.add(pattern, {
          is: 'construct-file',
          construct,
          against: true,
        });
    }
  }

  private addClients(): void {
    for (const client of this.data.clients) {
      this.addImports(client);
      for (const pattern of client.find)
        this.code.add(pattern, { is: 'client', client });
      for (const pattern of client.anywhere ?? [])
        this.code.add(pattern, { is: 'client-anywhere', client });
      for (const pattern of client.calls?.with ?? [])
        this.code.add(pattern, { is: 'client-call', client, carries: true });
      for (const pattern of client.calls?.without ?? [])
        this.code.add(pattern, { is: 'client-call', client, carries: false });
    }
  }
}

function indexOf(patterns: string[]): PatternIndex<true> {
  const index = new PatternIndex<true>();
  patterns.forEach(pattern => index.add(pattern, true));
  return index;
}

/** The end of the next shorter prefix of a dotted or slashed name. */
function before(specifier: string, end: number): number {
  for (let at = end - 1; at > 0; at -= 1) {
    const char = specifier[at];
    if (char === '/' || char === '.') return at;
  }
  return 0;
}
