import { Effect } from '../../../data/EcosystemData';
import { hashOf } from '../../../syntax/Tokens';
import { CallGraph } from './CallGraph';
import { bitOf } from '../read/Doings';
import { Evidence } from './Evidence';
import { Doing, FileSummary, Finding } from '../FileSummary';

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

/** What is asked of all code of an ecosystem: what runs, what does something, who calls whom. */
export class CodeQuestions {
  private readonly calls: CallGraph;

  constructor(private readonly evidence: Evidence) {
    this.calls = new CallGraph(evidence.files, evidence.graph);
  }

  /** Whether the function that a finding stands in is called, as far as calls can be followed. */
  runs({ isShared }: FileSummary, { within }: Finding): boolean {
    if (within === undefined) return true;
    if (!this.evidence.graph.known && !isShared) return true;
    return (
      startFunctions.has(within) ||
      this.evidence.mentions.of(hashOf(within)) > 0
    );
  }

  /** What a file imports and nothing declares comes with another package, unless the repository has it itself. */
  isBroughtIn(specifier: string | undefined): boolean {
    if (!specifier) return false;
    const top = specifier.split(/[./]/)[0];
    return (
      top !== '' && !this.evidence.files.some(({ path }) => isModule(path, top))
    );
  }

  private registered?: Set<number>;

  /** Whether code that runs hands a class to the framework. */
  isRegistered(subject: number | undefined): boolean {
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

  /** Whether any function that runs does something. */
  isDoneSomewhere(effect: Effect): boolean {
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

  private defined?: Map<number, number>;

  /** How many files of the repository hold a function of a name, in which what it does can be read. */
  private timesDefined(name: number): number {
    if (!this.defined) {
      this.defined = new Map();
      for (const { functions } of this.evidence.files) {
        for (const key of functions.keys())
          this.defined.set(key, (this.defined.get(key) ?? 0) + 1);
      }
    }
    return this.defined.get(name) ?? 0;
  }

  private keepers?: Set<number>;

  /** Whether a health check that is served reaches a file that defines a function. */
  isAskedByHealth(name: number | undefined): boolean {
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

  /** Whether the route at the root of an included module does something. */
  isDoneBelow(effect: Effect, module: string | undefined): boolean {
    if (module === undefined) return false;
    const path = `${module.split('.').join('/')}.py`;
    return this.evidence.files
      .filter(file => file.path === path || file.path.endsWith(`/${path}`))
      .some(file =>
        file.findings.some(
          finding =>
            finding.is === 'root-route' &&
            this.does(effect, finding.handler, file),
        ),
      );
  }

  /** Whether code does something, itself or through up to three calls. */
  does(effect: Effect, doing: Doing | undefined, file: FileSummary): boolean {
    return this.whereDone(effect, doing, file) !== undefined;
  }

  /** The file in which code does something, and the line of the function where it is not its own. */
  whereDone(
    effect: Effect,
    doing: Doing | undefined,
    file: FileSummary,
  ): { file: FileSummary; line?: number } | undefined {
    if (!doing) return undefined;
    const bit = bitOf(effect);
    const does = ({ effects, claims = [], passesOn }: Doing) =>
      (effects & bit) !== 0 ||
      (effect === 'checks-dependency' &&
        claims.some(
          name => this.timesDefined(name) <= Number(name === passesOn),
        ));
    if (does(doing)) return { file };
    for (const called of this.calls.from(doing, file)) {
      if (!does(called.doing)) continue;
      const inside = [...called.file.functions.values()].find(does);
      return { file: called.file, line: called.doing.line ?? inside?.line };
    }
    return undefined;
  }
}
