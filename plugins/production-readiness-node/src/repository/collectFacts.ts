import {
  FactItem,
  Facts,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { Collector, CollectorRun, ServiceScope } from '../collectors/Collector';
import { defaultCollectors } from '../collectors/defaultCollectors';
import { decode } from './decode';
import { defaultLimits, Limits } from './limits';
import { LoadedFile } from './LoadedFile';
import { Contributions, orderFacts } from './orderFacts';
import { RepositoryTree, TreeFile } from './RepositoryTree';

/** @public */
export interface CollectOptions {
  /** In place of the default collectors. */
  collectors?: readonly Collector[];
  limits?: Partial<Limits>;
  signal?: AbortSignal;
}

interface Participant {
  collector: Collector;
  run: CollectorRun;
}

interface WantedFile {
  file: TreeFile;
  by: Participant[];
}

const readAhead = 16;

class Collection {
  private readonly participants: Participant[];
  private readonly wanted: WantedFile[] = [];
  private readonly deadline: number;
  private readonly result: Contributions = { collections: new Map(), gaps: [] };

  constructor(
    collectors: readonly Collector[],
    scope: ServiceScope,
    private readonly limits: Limits,
    private readonly signal: AbortSignal | undefined,
  ) {
    this.participants = collectors.map(collector => ({
      collector,
      run: collector.start(scope, limits),
    }));
    this.deadline = performance.now() + limits.milliseconds;
  }

  async walk(tree: RepositoryTree): Promise<void> {
    let listed = 0;
    for await (const file of tree.list()) {
      this.signal?.throwIfAborted();
      listed += 1;
      if (listed > this.limits.listedFiles) {
        this.giveUp(`has more than ${this.limits.listedFiles} files`);
        break;
      }
      if (this.isLate()) break;
      if (file.kind === 'link') continue;
      const by = this.participants.filter(({ run }) => run.wants(file));
      if (by.length > 0) this.wanted.push({ file, by });
    }
    this.wanted.sort((a, b) => (a.file.path < b.file.path ? -1 : 1));
  }

  async read(): Promise<void> {
    const readable = this.withinLimits();
    const ahead: Array<Promise<Buffer | Error>> = [];
    let next = 0;
    for (const wanted of readable) {
      this.signal?.throwIfAborted();
      if (this.isLate()) return;
      while (next < readable.length && ahead.length < readAhead) {
        ahead.push(contentOf(readable[next].file));
        next += 1;
      }
      const content = await ahead.shift()!;
      this.visit(wanted, content);
    }
  }

  async finish(): Promise<Contributions> {
    for (const { collector, run } of this.participants) {
      this.signal?.throwIfAborted();
      try {
        const { collections, gaps } = await run.finish();
        for (const [name, items] of Object.entries(collections)) {
          if (items) this.add(name, items);
        }
        this.result.gaps.push(...gaps);
      } catch (error) {
        this.gap(
          collector.collections,
          `${collector.id} failed: ${messageOf(error)}`,
        );
      }
    }
    return this.result;
  }

  private withinLimits(): WantedFile[] {
    const { fileBytes, readFiles, totalBytes } = this.limits;
    const readable: WantedFile[] = [];
    let bytes = 0;
    for (const wanted of this.wanted) {
      const { size } = wanted.file;
      if (size > fileBytes) {
        this.skip(wanted, `is larger than ${fileBytes} bytes`);
      } else if (bytes + size > totalBytes) {
        this.giveUp(`has more than ${totalBytes} bytes to read`);
        break;
      } else if (readable.length >= readFiles) {
        this.giveUp(`has more than ${readFiles} files to read`);
        break;
      } else {
        bytes += size;
        readable.push(wanted);
      }
    }
    return readable;
  }

  private visit(wanted: WantedFile, content: Buffer | Error): void {
    if (content instanceof Error) {
      this.skip(wanted, 'could not be read');
      return;
    }
    if (content.length > this.limits.fileBytes) {
      this.skip(wanted, `is larger than ${this.limits.fileBytes} bytes`);
      return;
    }
    const decoded = decode(content);
    if ('problem' in decoded) {
      this.skip(wanted, decoded.problem);
      return;
    }
    const file = LoadedFile.of(wanted.file.path, decoded.text, this.limits);
    for (const participant of wanted.by) {
      try {
        participant.run.visit(file);
      } catch (error) {
        this.skip(
          { file: wanted.file, by: [participant] },
          `could not be understood: ${messageOf(error)}`,
        );
      }
    }
  }

  private skip({ file: { path }, by }: WantedFile, problem: string): void {
    const names = by.flatMap(
      ({ collector, run }) => run.concerns?.(path) ?? collector.collections,
    );
    this.gap(names, `${path} ${problem}.`, path);
  }

  private giveUp(problem: string): void {
    const names = this.participants.flatMap(
      ({ collector }) => collector.collections,
    );
    this.gap(names, `The repository ${problem}.`);
  }

  private isLate(): boolean {
    if (performance.now() < this.deadline) return false;
    this.giveUp(`takes longer than ${this.limits.milliseconds} ms to read`);
    return true;
  }

  private gap(names: readonly string[], reason: string, path?: string): void {
    for (const collection of new Set(names)) {
      this.result.gaps.push({
        collection,
        reason,
        ...(path === undefined ? {} : { source: { path } }),
      });
    }
  }

  private add(name: string, items: FactItem[]): void {
    const known = this.result.collections.get(name);
    if (known) known.push(...items);
    else this.result.collections.set(name, [...items]);
  }
}

async function contentOf(file: TreeFile): Promise<Buffer | Error> {
  try {
    return await file.read();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/**
 * Reads a repository into facts about one service. The tree is walked once, and a file is read at most once and
 * only when a collector wants it. What could not be read is a gap, never an error.
 * @throws when `signal` is aborted, or when the tree cannot be listed
 * @public
 */
export async function collectFacts(
  tree: RepositoryTree,
  scope: ServiceScope,
  options: CollectOptions = {},
): Promise<Facts> {
  const limits = { ...defaultLimits, ...options.limits };
  const collection = new Collection(
    options.collectors ?? defaultCollectors,
    scope,
    limits,
    options.signal,
  );
  await collection.walk(tree);
  await collection.read();
  return orderFacts(await collection.finish(), tree.commit);
}
