import { Limits } from '../../repository/limits';
import { SourceFile } from '../../repository/SourceFile';
import {
  InstanceSource,
  instanceOf,
  TerraformInstance,
  VariableOrigin,
} from './TerraformInstance';
import { readFolder, TerraformFolder } from './TerraformFolder';
import {
  hiddenValues,
  isTerraformPath,
  isValuesPath,
  localFolder,
  TerraformSource,
  terraformSource,
} from './TerraformSource';
import { variableSets } from './variableFiles';

/** Calls of modules that are followed. */
export const mostInstances = 500;
const example = /(?:^|\/)examples?(?:\/|$)/;

/** A folder that Terraform is run in, with one set of values. */
export interface TerraformRun {
  /** The file of values that tells it apart. */
  path?: string;
  root: TerraformInstance;
}

/** The Terraform of a repository: folders, who calls whom, and the values that they are run with. */
export class TerraformModules {
  private readonly sources: TerraformSource[] = [];
  private readonly folders = new Map<string, TerraformFolder>();
  private configuredFolders?: ReadonlySet<string>;
  private readonly budgets: InstanceSource[] = [];

  constructor(private readonly limits: Pick<Limits, 'nesting' | 'variants'>) {}

  static wants(path: string): boolean {
    return isTerraformPath(path);
  }

  visit(file: SourceFile): void {
    this.sources.push(terraformSource(file, this.limits));
  }

  /** Takes note of a file that cannot be read: what it holds values for is not settled. */
  miss(path: string): void {
    if (isValuesPath(path)) this.sources.push(hiddenValues(path));
  }

  /** Everything that was visited. */
  get all(): readonly TerraformSource[] {
    return this.sources;
  }

  /** Folders with a file that tells something. */
  foldersWhere(tells: (source: TerraformSource) => boolean): string[] {
    const { sources } = this;
    return [...new Set(sources.filter(tells).map(({ folder }) => folder))];
  }

  /**
   * The runs that reach some folders. Only what these need is converted: they, those that call them, and what those
   * call besides.
   * @param overridden - variables that are set when Terraform is run
   */
  async runsOf(
    folders: readonly string[],
    overridden: ReadonlyMap<string, VariableOrigin> = new Map(),
  ): Promise<TerraformRun[]> {
    const needed = this.around(folders);
    for (const folder of needed) await this.open(folder);
    const roots = this.roots();
    const source = {
      folderAt: (path: string) => this.folders.get(path),
      left: mostInstances,
      overridden,
    };
    this.budgets.push(source);
    const runs: TerraformRun[] = [];
    for (const name of roots) {
      const folder = needed.has(name) ? this.folders.get(name) : undefined;
      if (!folder) continue;
      const sets = await variableSets(
        name,
        this.sources,
        roots,
        folder.variables,
        this.limits.variants,
      );
      for (const set of sets) {
        runs.push({ path: set.path, root: instanceOf(folder, set, source) });
      }
    }
    return runs;
  }

  /** The folders that Terraform is run in and that are somebody's, with the modules that they call in turn. */
  reachedFrom(isTheirs: (folder: string) => boolean): ReadonlySet<string> {
    return reachable(
      new Set(this.roots().filter(isTheirs)),
      this.edges().callees,
    );
  }

  /** The folders that Terraform is run in and that lead to one of some folders. */
  rootsOf(folders: ReadonlySet<string>): ReadonlySet<string> {
    const callers = reachable(folders, this.edges().callers);
    return new Set(this.roots().filter(folder => callers.has(folder)));
  }

  /**
   * Folders that nothing calls but examples, and of those that call each other in a circle, all.
   */
  private roots(): string[] {
    const calling = this.sources.filter(({ folder }) => !example.test(folder));
    const called = new Set(calling.flatMap(({ calls }) => calls));
    const all = this.foldersWhere(({ kind }) => kind !== 'values');
    const roots = all.filter(folder => !called.has(folder));
    const reached = reachable(new Set(roots), this.edges().callees);
    return [...roots, ...all.filter(folder => !reached.has(folder))];
  }

  /** Whether a module that a folder calls is not in the repository, or not there before it is fetched. */
  isElsewhere(folder: string, source: string): boolean {
    const target = localFolder(folder, source);
    return target === undefined || !this.configured().has(target);
  }

  private configured(): ReadonlySet<string> {
    this.configuredFolders ??= new Set(
      this.foldersWhere(({ kind }) => kind === 'configuration'),
    );
    return this.configuredFolders;
  }

  /** Modules are called more often than is followed; known when the runs were walked. */
  get isExhausted(): boolean {
    return this.budgets.some(({ left }) => left <= 0);
  }

  /** What could not be converted. */
  get problems(): Array<{ path: string; problem: string }> {
    return [...this.folders.values()].flatMap(({ problems }) => problems);
  }

  private async open(folder: string): Promise<void> {
    if (this.folders.has(folder)) return;
    const own = this.sources.filter(
      source => source.kind === 'configuration' && source.folder === folder,
    );
    if (own.length > 0) this.folders.set(folder, await readFolder(folder, own));
  }

  private around(folders: readonly string[]): Set<string> {
    const { callers, callees } = this.edges();
    return reachable(reachable(new Set(folders), callers), callees);
  }

  private edges() {
    const callers = new Map<string, Set<string>>();
    const callees = new Map<string, Set<string>>();
    for (const { folder, calls } of this.sources) {
      for (const call of calls) {
        callers.set(call, (callers.get(call) ?? new Set()).add(folder));
        callees.set(folder, (callees.get(folder) ?? new Set()).add(call));
      }
    }
    return { callers, callees };
  }
}

function reachable(
  from: ReadonlySet<string>,
  edges: ReadonlyMap<string, ReadonlySet<string>>,
): Set<string> {
  const seen = new Set(from);
  const open = [...from];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const other of edges.get(next) ?? []) {
      if (seen.has(other)) continue;
      seen.add(other);
      open.push(other);
    }
  }
  return seen;
}
