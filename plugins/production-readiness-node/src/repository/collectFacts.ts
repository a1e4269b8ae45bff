import {
  FactItem,
  Facts,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { Collector, CollectorRun, ServiceScope } from '../collectors/Collector';
import { defaultCollectors } from '../collectors/defaultCollectors';
import { decode } from './decode';
import { defaultLimits, Limits } from './limits';
import { LoadedFile } from './LoadedFile';
import { hiddenIn } from './hiddenIn';
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

interface Problem {
  problem: string;
  isBinary?: true;
}

const readAhead = 16;
/** How often a run may ask for files that those it read before named. */
const mostRounds = 5;

class Collection {
  private readonly participants: Participant[];
  private wanted: WantedFile[] = [];
  /** What nobody wants yet, and somebody may when the others are read. */
  private candidates: WantedFile[] = [];
  private files = 0;
  private bytes = 0;
  private isOver = false;
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
      const later = this.participants.filter(
        participant =>
          !by.includes(participant) && participant.run.mayFollow?.(file),
      );
      // A file is read once: who may want it later sees it when the others do.
      if (by.length > 0) this.wanted.push({ file, by: [...by, ...later] });
      else if (later.length > 0) this.candidates.push({ file, by: later });
    }
    this.wanted.sort((a, b) => (a.file.path < b.file.path ? -1 : 1));
    this.candidates.sort((a, b) => (a.file.path < b.file.path ? -1 : 1));
  }

  /** Reads what is wanted, and then what that leads to. */
  async read(): Promise<void> {
    await this.readWanted();
    for (let round = 0; round < mostRounds; round += 1) {
      if (this.isOver || this.candidates.length === 0) return;
      const followed = new Map(
        this.participants.flatMap(participant => {
          const follows = participant.run.follows?.();
          return follows ? [[participant, follows] as const] : [];
        }),
      );
      const isFollowed = ({ file, by }: WantedFile) =>
        by.some(participant => followed.get(participant)?.(file.path));
      this.wanted = this.candidates.filter(isFollowed);
      if (this.wanted.length === 0) return;
      this.candidates = this.candidates.filter(item => !isFollowed(item));
      await this.readWanted();
    }
  }

  private async readWanted(): Promise<void> {
    const readable = this.withinLimits();
    const ahead: Array<Promise<Buffer | Error>> = [];
    let next = 0;
    for (const wanted of readable) {
      this.signal?.throwIfAborted();
      if (this.isLate()) {
        this.isOver = true;
        return;
      }
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
    for (const wanted of this.wanted) {
      const { size } = wanted.file;
      if (size > fileBytes) {
        this.skip(wanted, `is larger than ${fileBytes} bytes`);
      } else if (this.bytes + size > totalBytes) {
        this.isOver = true;
        this.giveUp(`has more than ${totalBytes} bytes to read`);
        break;
      } else if (this.files >= readFiles) {
        this.isOver = true;
        this.giveUp(`has more than ${readFiles} files to read`);
        break;
      } else {
        this.bytes += size;
        this.files += 1;
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
    const file = this.load(wanted.file.path, content);
    if ('problem' in file) {
      this.skip(wanted, file.problem, file.isBinary);
      return;
    }
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

  private load(path: string, content: Buffer): LoadedFile | Problem {
    if (path.endsWith('.tgz'))
      return LoadedFile.ofArchive(path, content, this.limits);
    const decoded = decode(content);
    return 'problem' in decoded
      ? decoded
      : LoadedFile.of(path, decoded.text, this.limits);
  }

  private skip(
    { file: { path }, by }: WantedFile,
    problem: string,
    isBinary = false,
  ): void {
    const names = by.flatMap(
      ({ collector, run }) => run.concerns?.(path) ?? collector.collections,
    );
    by.forEach(({ run }) => run.miss?.(path));
    for (const hidden of hiddenIn(path, names, isBinary)) {
      const source = { path };
      this.result.gaps.push({
        ...hidden,
        reason: `${path} ${problem}.`,
        source,
      });
    }
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

  private gap(names: readonly string[], reason: string): void {
    for (const collection of new Set(names)) {
      this.result.gaps.push({ collection, reason });
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
