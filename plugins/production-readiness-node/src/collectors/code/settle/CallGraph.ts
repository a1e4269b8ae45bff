import { hashOf } from '../../../syntax/Tokens';
import { folderOf } from '../../dependencies/Manifest';
import { Doing, FileSummary } from '../FileSummary';
import { aboutHealth } from '../read/healthPath';
import { Graph } from './reachability';

const routerOfHealth = /\/[^/]*(?:health|ready|readiness|liveness)[^/]*$/i;
const nearEcosystems = new Set(['node', 'python', 'go']);

/** Code, and the file that it stands in. */
interface Step {
  doing: Doing;
  file: FileSummary;
}

/** Which functions call which, across files. */
export class CallGraph {
  private readonly byPath: Map<string, FileSummary>;

  constructor(
    private readonly files: readonly FileSummary[],
    private readonly graph: Graph,
  ) {
    this.byPath = new Map(files.map(file => [file.path, file]));
  }

  /** What code calls, and what that calls, up to four calls deep. */
  *from(doing: Doing, file: FileSummary): Generator<Step> {
    const seen = new Set<Doing>();
    let level: Step[] = [{ doing, file }];
    for (let depth = 0; depth < 4 && level.length > 0; depth += 1) {
      const next: Step[] = [];
      for (const step of level) {
        for (const name of step.doing.calls) {
          for (const called of this.functionsNamed(name, step.file)) {
            if (seen.has(called.doing) || seen.size > 500) continue;
            yield called;
            seen.add(called.doing);
            next.push(called);
          }
        }
      }
      level = next;
    }
  }

  /** In the same file first, then in the files that it imports; in languages of classes, in any file. */
  private functionsNamed(name: number, file: FileSummary): Step[] {
    const own = file.functions.get(name);
    const found = own ? [{ doing: own, file }] : [];
    const bound = this.boundFile(name, file);
    if (bound) found.push({ doing: bound.whole, file: bound });
    const near = this.graph.importedBy(file.path);
    const others = nearEcosystems.has(file.ecosystem)
      ? near.concat(file.ecosystem === 'go' ? this.siblings(file) : [])
      : this.filesWith(name);
    for (const path of others) {
      const other = this.byPath.get(path);
      const doing = other?.functions.get(name);
      if (other && doing && other !== file) found.push({ doing, file: other });
      if (found.length >= 20) break;
      // A module that only passes on what others define.
      if (other && !doing && nearEcosystems.has(file.ecosystem)) {
        for (const further of this.graph.importedBy(path).slice(0, 30)) {
          const deep = this.byPath.get(further);
          const inner = deep?.functions.get(name);
          if (deep && inner && deep !== file)
            found.push({ doing: inner, file: deep });
        }
      }
    }
    return found;
  }

  /** The file that a name stands for, where it is about health: a router that is mounted under the path. */
  private boundFile(name: number, file: FileSummary): FileSummary | undefined {
    const { graph } = this;
    if (file.ecosystem === 'ruby') return this.classesOfHealth().get(name);
    const tail = file.bindings.get(name)?.split('/').filter(Boolean).pop();
    if (!tail) return undefined;
    const near = graph.importedBy(file.path);
    const path = aboutHealth.test(tail)
      ? near.find(candidate => `/${candidate}`.includes(`/${tail}`))
      : // A folder's index hands the router on.
        near
          .filter(candidate => `/${candidate}`.includes(`/${tail}/index.`))
          .flatMap(index => graph.importedBy(index))
          .find(candidate => routerOfHealth.test(`/${candidate}`));
    return path === undefined ? undefined : this.byPath.get(path);
  }

  private healthClasses?: Map<number, FileSummary>;

  /** Ruby loads a class from the file of its name: `OrderStatus` of `order_status.rb`. */
  private classesOfHealth(): ReadonlyMap<number, FileSummary> {
    if (!this.healthClasses) {
      this.healthClasses = new Map();
      for (const file of this.files) {
        const base = /([a-z0-9_]{1,80})\.rb$/.exec(file.path)?.[1];
        if (base === undefined || !aboutHealth.test(base)) continue;
        const name = base.replace(/(?:^|_)([a-z0-9])/g, (_, letter: string) =>
          letter.toUpperCase(),
        );
        this.healthClasses.set(hashOf(name), file);
      }
    }
    return this.healthClasses;
  }

  private byFolder?: Map<string, string[]>;

  private siblings({ path }: FileSummary): readonly string[] {
    if (!this.byFolder) {
      this.byFolder = new Map();
      for (const other of this.byPath.keys()) {
        const folder = folderOf(other);
        const known = this.byFolder.get(folder);
        if (known) known.push(other);
        else this.byFolder.set(folder, [other]);
      }
    }
    return this.byFolder.get(folderOf(path)) ?? [];
  }

  private definitions?: Map<number, string[]>;

  private filesWith(name: number): string[] {
    if (!this.definitions) {
      this.definitions = new Map();
      for (const { path, functions } of this.files) {
        for (const key of functions.keys()) {
          const known = this.definitions.get(key);
          if (known) known.push(path);
          else this.definitions.set(key, [path]);
        }
      }
    }
    return this.definitions.get(name) ?? [];
  }
}
