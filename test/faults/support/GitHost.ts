import { createHash } from 'node:crypto';
import {
  createServer,
  IncomingMessage,
  Server,
  ServerResponse,
} from 'node:http';
import { AddressInfo } from 'node:net';
import { archiveOf } from './archiveOf';

type Files = Record<string, string>;

/** A request for an archive: of which repository, by whom (the token), and from when to when. */
export interface Download {
  repository: string;
  token: string;
  from: number;
  until?: number;
}

export type Fault = 'none' | 'limits' | 'fails' | 'hangs' | 'truncates';

/** Milliseconds for which a host that limits wants to be left alone. */
export const retryAfter = 5_000;

/** As much of GitHub Enterprise's API as Backstage reads repositories by, with the faults of real hosts. */
export class GitHost {
  fault: Fault = 'none';
  /** Awaited once each archive has begun. */
  before: (download: Download) => Promise<void> = async () => {};
  readonly downloads: Download[] = [];
  /** When each request came. */
  readonly requests: number[] = [];
  private readonly repositories = new Map<string, Files>();
  private readonly server: Server;

  private constructor() {
    this.server = createServer((request, response) => {
      this.answer(request, response).catch(error => {
        response.destroy(error);
      });
    });
  }

  static async start(): Promise<GitHost> {
    const host = new GitHost();
    await new Promise<void>(done => host.server.listen(0, '127.0.0.1', done));
    return host;
  }

  get name(): string {
    return `localhost:${(this.server.address() as AddressInfo).port}`;
  }

  push(repository: string, files: Files): void {
    this.repositories.set(repository, files);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise(done => this.server.close(done));
  }

  private async answer(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    this.requests.push(Date.now());
    if (this.fault === 'hangs') return;
    if (this.fault === 'limits') {
      response
        .writeHead(429, { 'retry-after': String(retryAfter / 1000) })
        .end('{}');
      return;
    }
    if (this.fault === 'fails') {
      response.writeHead(500).end('{}');
      return;
    }
    const [, name, rest] =
      /^\/api\/v3\/repos\/acme\/([\w-]+)(.*)$/.exec(request.url ?? '') ?? [];
    const files = this.repositories.get(name);
    if (!files) {
      response.writeHead(404).end('{}');
      return;
    }
    const commit = createHash('sha1')
      .update(JSON.stringify(files))
      .digest('hex');
    if (rest.startsWith('/tarball/')) {
      await this.send(name, files, request, response);
      return;
    }
    const repository = {
      default_branch: 'main',
      archive_url: `http://${this.name}/api/v3/repos/acme/${name}/{archive_format}{/ref}`,
    };
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify(
        rest.startsWith('/commits/') ? { sha: commit, repository } : repository,
      ),
    );
  }

  private async send(
    repository: string,
    files: Files,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const download: Download = {
      repository,
      token: request.headers.authorization?.split(' ')[1] ?? '',
      from: Date.now(),
    };
    this.downloads.push(download);
    response.flushHeaders();
    response.once('close', () => {
      download.until = Date.now();
    });
    await this.before(download);
    const archive = archiveOf(files);
    if (this.fault !== 'truncates') {
      response.end(archive);
      return;
    }
    response.write(archive.subarray(0, archive.length / 2), () =>
      response.destroy(),
    );
  }
}
