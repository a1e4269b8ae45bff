import {
  UrlReaderService,
  UrlReaderServiceReadTreeOptions,
  UrlReaderServiceReadTreeResponse,
} from '@backstage/backend-plugin-api';
import { NotFoundError, NotModifiedError } from '@backstage/errors';
import { createHash } from 'node:crypto';

type Files = Record<string, string>;

/** Repositories behind a UrlReader, by the URL of their tree. The etag is made from the content, as a commit is. */
export class TestRepositories implements UrlReaderService {
  private readonly trees = new Map<string, Files | Error>();
  /** URLs of the trees that were really sent. */
  readonly sent: string[] = [];
  /** Awaited before each answer. */
  delay: (signal?: AbortSignal) => Promise<void> = async () => {};

  push(url: string, files: Files | Error): void {
    this.trees.set(url, files);
  }

  commitOf(url: string): string {
    return createHash('sha1')
      .update(JSON.stringify(this.trees.get(url)))
      .digest('hex');
  }

  async readTree(
    url: string,
    { etag, filter, signal }: UrlReaderServiceReadTreeOptions = {},
  ): Promise<UrlReaderServiceReadTreeResponse> {
    await this.delay(signal);
    const tree = this.trees.get(url);
    if (tree instanceof Error) throw tree;
    if (!tree) {
      throw new NotFoundError(`Request failed for ${url}, 404 Not Found`);
    }
    const commit = this.commitOf(url);
    if (etag === commit) throw new NotModifiedError();
    this.sent.push(url);
    const files = Object.entries(tree)
      .filter(([path, text]) => filter?.(path, { size: text.length }) ?? true)
      .map(([path, text]) => ({
        path,
        content: async () => Buffer.from(text),
      }));
    const unsupported = async () => {
      throw new Error('Not needed by the plugin');
    };
    return {
      etag: commit,
      files: async () => files,
      archive: unsupported,
      dir: unsupported,
    };
  }

  async readUrl(): Promise<never> {
    throw new Error('Not needed by the plugin');
  }

  async search(): Promise<never> {
    throw new Error('Not needed by the plugin');
  }
}
