import { UrlReaderService } from '@backstage/backend-plugin-api';
import { Facts } from '@goldenpath/backstage-plugin-production-readiness-common';
import {
  ArchiveSelection,
  ArchiveTree,
  collectFacts,
  RepositoryTree,
  ServiceScope,
  TreeFile,
} from '@goldenpath/backstage-plugin-production-readiness-node';
import { SnapshotStore } from '../database/SnapshotStore';
import { EvaluationError } from '../evaluation/EvaluationError';
import { emptyRepository, explainReadError } from './explainReadError';
import { RepositoryLocation, withoutSecrets } from './RepositoryLocation';

/** Facts of repositories; one that did not change since it was read last is not read again. */
export class RepositoryReader {
  private constructor(
    private readonly reader: UrlReaderService,
    private readonly snapshots: SnapshotStore,
    private readonly format: string,
  ) {}

  /** @param options.format - version of the collectors; facts of another version are collected anew */
  static create(options: {
    reader: UrlReaderService;
    snapshots: SnapshotStore;
    format: string;
  }): RepositoryReader {
    return new RepositoryReader(
      options.reader,
      options.snapshots,
      options.format,
    );
  }

  /** @throws EvaluationError that says why the repository could not be read and what to do */
  async read(
    serviceId: number,
    location: RepositoryLocation,
    scope: ServiceScope,
    signal: AbortSignal,
  ): Promise<Facts> {
    const key = {
      serviceId,
      source: `${location.url}#${scope.path}#${scope.name}`,
      format: this.format,
    };
    const last = await this.snapshots.latest(key);
    const tree = await this.fetch(location, last?.revision, signal);
    if (tree === 'unchanged' && last) return last.facts;
    if (tree === 'unchanged') {
      throw new Error('A reader said that an unread repository is unchanged');
    }
    const counted = new CountedTree(tree);
    const facts = await collectFacts(counted, scope, { signal }).catch(
      error => {
        signal.throwIfAborted();
        throw explainReadError(error, location);
      },
    );
    if (counted.files === 0) {
      throw new EvaluationError(emptyRepository(withoutSecrets(location.url)));
    }
    await this.snapshots.save(key, { revision: tree.commit, facts });
    return facts;
  }

  private async fetch(
    location: RepositoryLocation,
    etag: string | undefined,
    signal: AbortSignal,
  ): Promise<ArchiveTree | 'unchanged'> {
    const selection = ArchiveSelection.create();
    try {
      const response = await this.reader.readTree(location.url, {
        etag,
        signal,
        filter: selection.filter,
      });
      return ArchiveTree.from(response, selection);
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof Error && error.name === 'NotModifiedError') {
        return 'unchanged';
      }
      throw explainReadError(error, location);
    }
  }
}

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
