import { ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const binary = process.env.GOLDENPATH_PROMETHEUS || 'prometheus';

/** Why Prometheus cannot run here; undefined when it can. */
export function prometheusProblem(): string | undefined {
  if (!spawnSync(binary, ['--version']).error) return undefined;
  return (
    process.env.GOLDENPATH_PROMETHEUS_MISSING ||
    'prometheus is not installed (Debian: prometheus)'
  );
}

/** The user and the password that the server asks for. */
export const user = { name: 'backstage', password: 'secret' };
const webConfig = `basic_auth_users:
  ${user.name}: $2b$04$3rviOH0RlXLMRtM9HAgPCeOYpNmYGzu5n/i/YyQh69dghAztbc8lK
`;

/** A real Prometheus server with rules, which scrapes one target every quarter of a second. */
export class TestPrometheus {
  private child?: ChildProcess;

  private constructor(
    private readonly folder: string,
    private readonly port: number,
  ) {}

  static async create(options: {
    rules: string;
    target: string;
  }): Promise<TestPrometheus> {
    const folder = await mkdtemp(join(tmpdir(), 'readiness-prometheus-'));
    const config = `global: { scrape_interval: 250ms, evaluation_interval: 250ms }
rule_files: [rules.yml]
scrape_configs:
  - job_name: services
    static_configs: [{ targets: ['${options.target}'] }]
`;
    await writeFile(join(folder, 'prometheus.yml'), config);
    await writeFile(join(folder, 'rules.yml'), options.rules);
    await writeFile(join(folder, 'web.yml'), webConfig);
    return new TestPrometheus(folder, await freePort());
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    const flags = {
      'config.file': join(this.folder, 'prometheus.yml'),
      'web.config.file': join(this.folder, 'web.yml'),
      'web.listen-address': `127.0.0.1:${this.port}`,
      'storage.tsdb.path': join(this.folder, 'data'),
      'log.level': 'error',
    };
    const child = spawn(
      binary,
      Object.entries(flags).map(([flag, value]) => `--${flag}=${value}`),
      { stdio: ['ignore', 'ignore', 'inherit'] },
    );
    this.child = child;
    const end = Date.now() + 30_000;
    for (;;) {
      const ready = await fetch(`${this.url}/-/ready`, {
        headers: { authorization: authorizationOf(user.password) },
      }).catch(() => undefined);
      if (ready?.ok) return;
      if (child.exitCode !== null || Date.now() > end) {
        throw new Error('Prometheus did not start');
      }
      await new Promise(done => setTimeout(done, 50));
    }
  }

  /** It takes connections and answers none. */
  hang(): void {
    this.child?.kill('SIGSTOP');
  }

  goOn(): void {
    this.child?.kill('SIGCONT');
  }

  async stop(): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  async remove(): Promise<void> {
    await this.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}

export function authorizationOf(password: string): string {
  const pair = Buffer.from(`${user.name}:${password}`).toString('base64');
  return `Basic ${pair}`;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise(done => server.close(done));
  if (typeof address !== 'object' || !address) throw new Error('no port');
  return address.port;
}
