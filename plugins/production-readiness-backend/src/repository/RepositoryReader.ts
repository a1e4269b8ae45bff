import { UrlReaderService } from '@backstage/backend-plugin-api';
import { Facts } from '@goldenpath/backstage-plugin-production-readiness-common';
import {
  ArchiveSelection,
  ArchiveTree,
  Collector,
  collectFacts,
  RepositoryTree,
  ServiceScope,
  TreeFile,
} from '@goldenpath/backstage-plugin-production-readiness-node';
import { SnapshotStore } from '../database/SnapshotStore';
import { EvaluationError } from '../evaluation/EvaluationError';
import { emptyRepository, explainReadError } from './explainReadError';
import { HostGuard } from './HostGuard';
import { inTime } from './inTime';
import { Answers, observeAnswers } from './observeAnswers';
import { RepositoryLocation, withoutSecrets } from './RepositoryLocation';

/** Milliseconds until an archive begins to arrive, and then until it is whole. */
const longestSilence = 30_000;
const longestDownload = 120_000;

class CountedTree implements RepositoryTree {
  files = 0;

  constructor(private readonly tree: RepositoryTree) {}

  get commit() {
    return this.tree.commit;
  }

  async *list(): AsyncIterable<TreeFile> {
    for await (const file of this.tree.list()) {
      this.files += 1;
      yield file;
    }
  }
}

/** @see RepositoryReader */
export interface RepositoryReaderOptions {
  reader: UrlReaderService;
  snapshots: SnapshotStore;
  /** They may depend on the rubric in force. */
  collectors: () => Promise<Collector[]>;
  /** Version of the collectors; facts that another version or other collectors made are collected anew. */
  version: string;
}

/** Facts of a tree: at which revision, by which collectors. */
export interface CollectedTree {
  revision: string;
  format: string;
  facts: Facts;
}

/** Facts of repositories; one that did not change since it was read last is not read again. */
export class RepositoryReader {
  private readonly hosts = HostGuard.create();

  private constructor(private readonly options: RepositoryReaderOptions) {}

  static create(options: RepositoryReaderOptions): RepositoryReader {
    return new RepositoryReader(options);
  }

  /** @throws EvaluationError that says why the repository could not be read and what to do */
  async read(
    serviceId: number,
    location: RepositoryLocation,
    scope: ServiceScope,
    signal: AbortSignal,
  ): Promise<Facts> {
    const { snapshots } = this.options;
    const key = {
      serviceId,
      source: `${location.url}#${scope.path}#${scope.name}`,
    };
    const format = this.formatOf(await this.options.collectors());
    const last = await snapshots.latest({ ...key, format });
    const read = await this.collect(location, scope, {
      last: last && { revision: last.revision, format },
      signal,
    });
    if (read === 'unchanged') {
      if (last) return last.facts;
      throw new Error('A reader said that an unread repository is unchanged');
    }
    await snapshots.save({ ...key, format: read.format }, read);
    return read.facts;
  }

  /**
   * Collects facts anew, unless nothing has changed since the last time.
   * @param options - `collections`: only from the collectors that contribute to one of these
   * @throws EvaluationError that says why the repository could not be read and what to do
   */
  async collect(
    location: RepositoryLocation,
    scope: ServiceScope,
    options: {
      collections?: string[];
      last?: { revision?: string; format?: string };
      signal: AbortSignal;
    },
  ): Promise<CollectedTree | 'unchanged'> {
    const { collections, last, signal } = options;
    const collectors = (await this.options.collectors()).filter(
      collector =>
        !collections ||
        collector.collections.some(name => collections.includes(name)),
    );
    const format = this.formatOf(collectors);
    const etag = last?.format === format ? last.revision : undefined;
    const tree = await this.fetch(location, etag, signal);
    if (tree === 'unchanged') return tree;
    const counted = new CountedTree(tree);
    const facts = await collectFacts(counted, scope, {
      collectors,
      signal,
    }).catch(error => {
      signal.throwIfAborted();
      throw explainReadError(error, location);
    });
    if (counted.files === 0) {
      throw new EvaluationError(emptyRepository(withoutSecrets(location.url)));
    }
    return { revision: tree.commit, format, facts };
  }

  private formatOf(collectors: Collector[]): string {
    return `${this.options.version}:${collectors.map(({ id }) => id).join()}`;
  }

  private async fetch(
    location: RepositoryLocation,
    etag: string | undefined,
    signal: AbortSignal,
  ): Promise<ArchiveTree | 'unchanged'> {
    const answers: Answers = {};
    const { reader } = this.options;
    const download = async () => {
      const selection = ArchiveSelection.create();
      const { filter } = selection;
      try {
        const response = await inTime(
          reader.readTree(location.url, { etag, signal, filter }),
          longestSilence,
        );
        const files = await inTime(response.files(), longestDownload);
        const whole = Object.assign(response, { files: async () => files });
        return ArchiveTree.from(whole, selection);
      } catch (error) {
        // A host that says when it wants to be asked again is not asked before.
        if (answers.retryAfter === undefined) throw error;
        throw explainReadError(error, location, answers.retryAfter);
      }
    };
    try {
      return await this.hosts.read(location.host, signal, () =>
        observeAnswers(answers, download),
      );
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof Error && error.name === 'NotModifiedError') {
        return 'unchanged';
      }
      if (error instanceof EvaluationError) throw error;
      throw explainReadError(error, location);
    }
  }
}
