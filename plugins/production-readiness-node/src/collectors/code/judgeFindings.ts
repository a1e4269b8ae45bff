import { FactOf } from '@goldenpath/backstage-plugin-production-readiness-common';
import { Effect } from '../../data/EcosystemData';
import { hashOf } from '../../syntax/Tokens';
import { Client } from './EcosystemIndex';
import { CallGraph } from './CallGraph';
import { Deadlines } from './Deadlines';
import { bitOf } from './Doings';
import { Doing, FileSummary, Finding } from './FileSummary';
import { Mentions } from './Names';
import { Graph } from './reachability';

type CodeFact = FactOf<'code'>;
type TraitFact = FactOf<'traits'>;

/** What is known when all files were seen. */
export interface Judged {
  code: CodeFact[];
  traits: TraitFact[];
}

/** Everything that findings of one ecosystem are judged by. */
export interface Evidence {
  ecosystem: string;
  files: readonly FileSummary[];
  graph: Graph;
  mentions: Mentions;
  /** Whether any of these packages is declared; true where nothing declares packages. */
  declares(names: readonly string[] | undefined): boolean;
  /** The first declared package that one of the names stands for. */
  declared(names: readonly string[] | undefined): string | undefined;
  /** Whether configuration sets any of these keys. */
  sets(keys: readonly string[] | undefined): boolean;
}

/** Functions that run without being called by name. */
const startFunctions = new Set([
  'main',
  'init',
  'handler',
  'lambda_handler',
  'default',
  'register',
  'middleware',
  'bootstrap',
  'start',
  'run',
  'onRequest',
  'create_app',
  // Called by the host of ASP.NET.
  'Main',
  'ConfigureServices',
  'ConfigureContainer',
  'Configure',
]);

const startHashes = new Set([...startFunctions].map(hashOf));

const indexNames = new Set(['__init__', 'index', 'mod']);

/** Whether a file is the module of a name: `requests.py`, `requests/__init__.py`. */
function isModule(path: string, name: string): boolean {
  const parts = path.split('/');
  const [base] = (parts.pop() ?? '').split('.');
  return base === name || (indexNames.has(base) && parts.pop() === name);
}

class Judge {
  private readonly code: CodeFact[] = [];
  private readonly traits: TraitFact[] = [];
  private readonly calls: CallGraph;
  private readonly covered = new Set<string>();
  private readonly deadlines: Deadlines;

  constructor(private readonly evidence: Evidence) {
    const { files, graph } = evidence;
    this.calls = new CallGraph(files, graph);
    this.deadlines = new Deadlines(
      files.filter(({ path }) => graph.reaches(path)),
    );
  }

  judge(): Judged {
    const { files, graph } = this.evidence;
    const reached = files.filter(({ path }) => graph.reaches(path));
    for (const { findings } of reached) {
      for (const finding of findings) {
        if (finding.is === 'client-anywhere')
          this.covered.add(finding.client.name);
      }
    }
    for (const file of reached) {
      for (const finding of file.findings) {
        if (this.runs(file, finding)) this.judgeOne(file, finding);
      }
    }
    return { code: this.code, traits: this.traits };
  }

  private runs({ isShared }: FileSummary, { within }: Finding): boolean {
    if (within === undefined) return true;
    if (!this.evidence.graph.known && !isShared) return true;
    return (
      startFunctions.has(within) ||
      this.evidence.mentions.of(hashOf(within)) > 0
    );
  }

  private judgeOne(file: FileSummary, finding: Finding): void {
    switch (finding.is) {
      case 'library': {
        const { library, specifier } = finding;
        if (!this.evidence.declares(library.package)) {
          if (!this.isBroughtIn(specifier)) return;
          const { traits, reason } = library;
          const name = specifier ?? file.ecosystem;
          this.state(file, finding, { traits, reason }, name, 'library');
          return;
        }
        const name =
          library.name ??
          finding.name ??
          this.evidence.declared(library.package) ??
          library.import?.[0] ??
          file.ecosystem;
        this.state(file, finding, library, name, 'library');
        return;
      }
      case 'construct': {
        const { construct, handler, keeper, subject } = finding;
        if (construct.declared && !this.evidence.declares(construct.declared))
          return;
        if (construct.handler && !this.does(construct.handler, handler, file))
          return;
        if (construct.registered && !this.isRegistered(subject)) return;
        if (construct.keptFor && !this.isAskedByHealth(keeper)) return;
        if (construct.service && !this.isDoneSomewhere(construct.service))
          return;
        this.state(file, finding, construct, construct.name, 'construct');
        return;
      }
      case 'client':
        this.judgeClient(file, finding);
        return;
      case 'route':
        this.judgeRoute(file, finding);
        return;
      case 'secret-name':
        this.state(
          file,
          finding,
          { traits: ['uses-secrets'], reason: `It reads ${finding.name}.` },
          finding.name,
          'construct',
        );
        return;
      default:
    }
  }

  private state(
    file: FileSummary,
    { line }: Finding,
    statement: {
      gives?: CodeFact['capability'][];
      facets?: string[];
      by?: CodeFact['by'];
      traits?: TraitFact['trait'][];
      reason?: string;
    },
    name: string,
    by: CodeFact['by'],
  ): void {
    for (const capability of statement.gives ?? []) {
      this.code.push({
        source: { path: file.path, line },
        capability,
        by: statement.by ?? by,
        name,
        ecosystem: file.ecosystem,
        facets: statement.facets ?? [],
      });
    }
    for (const trait of statement.traits ?? []) {
      this.traits.push({
        source: { path: file.path, line },
        trait,
        reason: statement.reason ?? `It uses ${name}.`,
      });
    }
  }

  private judgeClient(
    file: FileSummary,
    finding: Extract<Finding, { is: 'client' }>,
  ): void {
    const { client, timeout, specifier } = finding;
    if (!this.evidence.declares(client.package) && !this.isBroughtIn(specifier))
      return;
    const statement = {
      traits: client.traits,
      reason: client.reason ?? `It calls out with ${client.name}.`,
    };
    this.state(file, finding, statement, client.name, 'library');
    if (client.exempt) return;
    const explicit = timeout || this.isCovered(client);
    this.state(
      file,
      finding,
      {
        gives: ['outbound-client'],
        facets: [explicit ? 'timeout' : 'no-timeout'],
      },
      client.name,
      'library',
    );
  }

  /** What a file imports and nothing declares comes with another package, unless the repository has it itself. */
  private isBroughtIn(specifier: string | undefined): boolean {
    if (!specifier) return false;
    const top = specifier.split(/[./]/)[0];
    return (
      top !== '' && !this.evidence.files.some(({ path }) => isModule(path, top))
    );
  }

  private registered?: Set<number>;

  /** Whether code that runs hands a class to the framework. */
  private isRegistered(subject: number | undefined): boolean {
    if (!this.registered) {
      const { files, graph, mentions } = this.evidence;
      this.registered = new Set();
      for (const { path, findings } of files) {
        for (const finding of findings) {
          if (finding.is !== 'registration' || !graph.reaches(path)) continue;
          const { by, names } = finding;
          const isCalled =
            by === undefined ||
            startFunctions.has(by) ||
            mentions.of(hashOf(by)) > 0;
          if (isCalled) names.forEach(name => this.registered!.add(name));
        }
      }
    }
    return subject !== undefined && this.registered.has(subject);
  }

  private isCovered(client: Client): boolean {
    return (
      this.covered.has(client.name) ||
      this.evidence.sets(client.settings) ||
      this.deadlines.cover(client)
    );
  }

  private judgeRoute(
    file: FileSummary,
    finding: Extract<Finding, { is: 'route' }>,
  ): void {
    const { health, metrics, path, handler } = finding;
    this.state(
      file,
      finding,
      {
        traits: ['accepts-requests'],
        reason: `It serves ${path}.`,
        gives: health ? ['health-endpoint'] : [],
      },
      path,
      'construct',
    );
    if (metrics) {
      this.state(file, finding, { gives: ['metrics'] }, path, 'construct');
    }
    if (health && this.does('checks-dependency', handler, file)) {
      this.state(
        file,
        finding,
        { gives: ['health-dependencies'] },
        path,
        'construct',
      );
    }
  }

  /** Whether any function that runs does something. */
  private isDoneSomewhere(effect: Effect): boolean {
    const bit = bitOf(effect);
    const { files, graph, mentions } = this.evidence;
    return files.some(
      ({ path, whole, functions }) =>
        (whole.effects & bit) !== 0 &&
        graph.reaches(path) &&
        [...functions].some(
          ([name, doing]) =>
            (doing.effects & bit) !== 0 &&
            (startHashes.has(name) || mentions.of(name) > 0),
        ),
    );
  }

  private keepers?: Set<number>;

  /** Whether a health check that is served reaches a file that defines a function. */
  private isAskedByHealth(name: number | undefined): boolean {
    if (!this.keepers) {
      const { files, graph } = this.evidence;
      this.keepers = new Set();
      for (const file of files.filter(({ path }) => graph.reaches(path))) {
        for (const finding of file.findings) {
          if (finding.is !== 'route' || !finding.handler) continue;
          for (const called of this.calls.from(finding.handler, file)) {
            for (const key of called.file.functions.keys()) {
              this.keepers.add(key);
            }
          }
        }
      }
    }
    return name !== undefined && this.keepers.has(name);
  }

  /** Whether code does something, itself or through up to three calls. */
  private does(
    effect: Effect,
    doing: Doing | undefined,
    file: FileSummary,
  ): boolean {
    if (!doing) return false;
    const bit = bitOf(effect);
    if ((doing.effects & bit) !== 0) return true;
    for (const called of this.calls.from(doing, file)) {
      if ((called.doing.effects & bit) !== 0) return true;
    }
    return false;
  }
}

/** Turns findings into facts: only what is declared, reached and called counts. */
export function judgeFindings(evidence: Evidence): Judged {
  return new Judge(evidence).judge();
}
