import { JsonObject } from '@backstage/types';
import { ChildProcess, fork } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PostgresConnection } from '../../../../plugins/production-readiness-backend/src/__testUtils__/TestPostgres';
import { freePort } from '../../../support/freePort';
import { integrationsConfig } from '../fleet/entities';
import { FactSetName } from '../fleet/factSets';
import { Reader, readers } from './readers';

/** @see Portal */
export interface PortalOptions {
  plugin: 'production-readiness' | 'tech-insights';
  connection: PostgresConnection;
  /** What the names of its databases begin with. */
  prefix: string;
  /** Services that its catalog knows. */
  services: number;
  /** What Tech Insights is given. */
  facts?: FactSetName;
  /** Milliseconds that Git hosts take to answer. */
  delay?: number;
  config?: JsonObject;
}

/** A Backstage backend in a process of its own, asked over HTTP by users who are signed in. */
export class Portal {
  private readonly agent = new Agent({ keepAlive: true });

  private constructor(
    private readonly child: ChildProcess,
    private readonly url: string,
    private readonly tokens: Record<Reader, string>,
  ) {}

  static async start(options: PortalOptions): Promise<Portal> {
    const { plugin, connection, prefix, services, facts, delay, config } =
      options;
    const folder = await mkdtemp(join(tmpdir(), 'bench-portal-'));
    const port = await freePort();
    const file = join(folder, 'app-config.json');
    await writeFile(
      file,
      JSON.stringify({
        app: { baseUrl: `http://127.0.0.1:${port}` },
        backend: {
          baseUrl: `http://127.0.0.1:${port}`,
          listen: { host: '127.0.0.1', port },
          database: { client: 'pg', connection: { ...connection }, prefix },
        },
        auth: { environment: 'development', providers: { test: {} } },
        permission: { enabled: true },
        integrations: integrationsConfig,
        ...config,
      }),
      { mode: 0o600 },
    );
    const log: string[] = [];
    const child = fork(join(__dirname, 'child.cjs'), ['--config', file], {
      env: {
        ...process.env,
        NODE_ENV: 'production',
        LOG_LEVEL: 'warn',
        BENCH_PLUGIN: plugin,
        BENCH_SERVICES: String(services),
        ...(facts && { BENCH_FACTS: facts }),
        ...(delay && { BENCH_DELAY: String(delay) }),
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', chunk => log.push(String(chunk)));
    }
    try {
      await new Promise<void>((resolve, reject) => {
        child.on('message', message => message === 'ready' && resolve());
        child.once('exit', code =>
          reject(new Error(`A portal ended with ${code}:\n${log.join('')}`)),
        );
      });
      const url = `http://127.0.0.1:${port}/api`;
      return new Portal(child, url, {
        everything: await signIn(url, readers.everything),
        most: await signIn(url, readers.most),
      });
    } catch (error) {
      child.kill();
      throw error;
    } finally {
      await rm(folder, { recursive: true });
    }
  }

  /** Sends a request over a connection that stays open, and takes the whole answer, not compressed. */
  send(
    path: string,
    body?: object,
    reader: Reader = 'everything',
  ): Promise<string> {
    const { agent } = this;
    const headers = {
      authorization: `Bearer ${this.tokens[reader]}`,
      'content-type': 'application/json',
    };
    return new Promise((resolve, reject) => {
      const method = body ? 'POST' : 'GET';
      const sent = request(`${this.url}${path}`, { agent, headers, method });
      sent.once('error', reject);
      sent.once('response', answer => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', chunk => {
          text += chunk;
        });
        answer.once('error', reject);
        answer.once('end', () =>
          answer.statusCode && answer.statusCode < 300
            ? resolve(text)
            : reject(new Error(`${path}: ${answer.statusCode} ${text}`)),
        );
      });
      sent.end(body && JSON.stringify(body));
    });
  }

  /** SQL statements that a request takes when it is not the first of its kind: the fewest of several. */
  async statements(path: string, reader?: Reader): Promise<number> {
    const counts: number[] = [];
    for (let run = 0; run < 3; run++) {
      const before = await this.sent();
      await this.send(path, undefined, reader);
      counts.push((await this.sent()) - before);
    }
    return Math.min(...counts);
  }

  async stop(): Promise<void> {
    const ended = new Promise(done => this.child.once('exit', done));
    this.agent.destroy();
    this.child.disconnect();
    await ended;
  }

  private sent(): Promise<number> {
    return new Promise(resolve => {
      const listen = (message: { statements?: number }) => {
        if (message.statements === undefined) return;
        this.child.off('message', listen);
        resolve(message.statements);
      };
      this.child.on('message', listen);
      this.child.send('count');
    });
  }
}

async function signIn(url: string, user: string): Promise<string> {
  const answer = await fetch(`${url}/auth/test/refresh`, {
    headers: { 'x-user': user, 'x-group': 'group:default/team-1' },
  });
  if (!answer.ok) throw new Error(`No sign-in: ${await answer.text()}`);
  const { backstageIdentity } = await answer.json();
  return backstageIdentity.token;
}
