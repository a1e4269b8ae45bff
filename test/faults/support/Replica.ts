import { Entity } from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';
import { ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../support/freePort';
import { GitHost } from './GitHost';
import { Postgres } from './Postgres';

/** @see Replica */
export interface ReplicaOptions {
  /** Tells it from others; its token at the Git hosts. */
  name: string;
  postgres: Postgres;
  hosts: GitHost[];
  entities: Entity[];
  /** `productionReadiness` of its configuration. */
  config?: JsonObject;
}

const keptOutput = 50_000;

/** A backend with the scorecard service in a process of its own, one of several on one PostgreSQL. */
export class Replica {
  output = '';
  private readonly tokens = new Map<string, Promise<string>>();

  private constructor(
    private readonly child: ChildProcess,
    private readonly folder: string,
    readonly url: string,
  ) {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', chunk => {
        this.output = (this.output + chunk).slice(-keptOutput);
      });
    }
  }

  static async start(options: ReplicaOptions): Promise<Replica> {
    const { name, postgres, hosts, entities, config } = options;
    const folder = await mkdtemp(join(tmpdir(), 'faults-replica-'));
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const file = join(folder, 'app-config.json');
    const catalog = join(folder, 'catalog.json');
    await writeFile(catalog, JSON.stringify(entities));
    await writeFile(
      file,
      JSON.stringify({
        app: { baseUrl: url },
        backend: {
          baseUrl: url,
          listen: { host: '127.0.0.1', port },
          database: {
            client: 'pg',
            connection: { ...postgres.connection, password: 'unused' },
          },
        },
        auth: {
          environment: 'development',
          providers: { test: {} },
          // Keys in the database are as old as its clock says, which nobody moves.
          keyStore: { provider: 'memory' },
        },
        permission: { enabled: true },
        integrations: {
          github: hosts.map(host => ({
            host: host.name,
            apiBaseUrl: `http://${host.name}/api/v3`,
            token: name,
          })),
        },
        productionReadiness: {
          sweep: { discover: { seconds: 2 } },
          ...config,
        },
      }),
    );
    const child = fork(join(__dirname, 'child.cjs'), ['--config', file], {
      env: {
        ...process.env,
        NODE_ENV: 'production',
        LOG_LEVEL: 'warn',
        FAULTS_CATALOG: catalog,
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const replica = new Replica(child, folder, url);
    await new Promise<void>((resolve, reject) => {
      child.on('message', message => message === 'ready' && resolve());
      child.once('exit', code =>
        reject(new Error(`A replica ended with ${code}:\n${replica.output}`)),
      );
    });
    return replica;
  }

  get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Asks as a user. Answers with the status and the body. */
  async ask(
    path: string,
    options: { as?: string; body?: object } = {},
  ): Promise<{ status: number; body: any }> {
    const { as = 'user:default/dev', body } = options;
    const send = async () =>
      fetch(`${this.url}/api/production-readiness${path}`, {
        method: body ? 'POST' : 'GET',
        headers: {
          authorization: `Bearer ${await this.token(as)}`,
          'content-type': 'application/json',
        },
        body: body && JSON.stringify(body),
      });
    let response = await send();
    if (response.status === 401) {
      // The clock has moved on.
      this.tokens.delete(as);
      response = await send();
    }
    return { status: response.status, body: await response.json() };
  }

  /** What a user is asked to send, as Backstage's pages do. */
  token(user = 'user:default/dev'): Promise<string> {
    const known = this.tokens.get(user);
    if (known) return known;
    const token = (async () => {
      const response = await fetch(`${this.url}/api/auth/test/refresh`, {
        headers: { 'x-user': user, 'x-group': 'group:default/shop' },
      });
      if (!response.ok) throw new Error(`No sign-in: ${await response.text()}`);
      const { backstageIdentity } = await response.json();
      return backstageIdentity.token as string;
    })();
    this.tokens.set(user, token);
    return token;
  }

  /** Sets its clock so many milliseconds ahead. */
  moveClock(milliseconds: number): void {
    this.child.send({ clock: milliseconds });
  }

  /** Ends it as a power cut does. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** Ends it as a rollout does. Answers with how long that took, in milliseconds. */
  async stop(): Promise<number> {
    const began = Date.now();
    await this.end('SIGTERM');
    return Date.now() - began;
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    if (this.isRunning) {
      const ended = once(this.child, 'exit');
      this.child.kill(signal);
      await ended;
    }
    await rm(this.folder, { recursive: true, force: true });
  }
}
