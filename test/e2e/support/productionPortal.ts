import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { PortalClient } from './client';
import { eventually } from './eventually';

const root = resolve(__dirname, '../../..');
const token = 'token-of-a-script';
const keptOutput = 50_000;

/** The portal as it is deployed, in a process of its own. */
export interface ProductionPortal {
  url: string;
  /** A script that asks with a token of its own. */
  client: PortalClient;
  stop(): Promise<void>;
}

/** Starts `packages/backend` with `app-config.production.yaml`, on SQLite and with one GitLab. */
export async function startProductionPortal(options: {
  port: number;
  gitlab: { origin: string; token: string };
  /** The file of the catalog. */
  catalog: string;
  /** The environment, besides what every installation has to give. */
  variables?: Record<string, string>;
}): Promise<ProductionPortal> {
  const { port, gitlab, catalog, variables } = options;
  const url = `http://127.0.0.1:${port}`;
  const folder = await mkdtemp(join(tmpdir(), 'production-portal-'));
  const overlay = join(folder, 'app-config.json');
  await writeFile(overlay, JSON.stringify(differences(port, gitlab)));
  const child = spawn(
    process.execPath,
    [
      ...['--require', require.resolve('@backstage/cli/config/nodeTransform')],
      'src/index.ts',
      ...['--config', join(root, 'app-config.production.yaml')],
      ...['--config', overlay],
    ],
    {
      cwd: join(root, 'packages/backend'),
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        GITLAB_WEBHOOK_SECRET: undefined,
        NODE_ENV: 'production',
        APP_BASE_URL: url,
        ORGANIZATION_NAME: 'Acme',
        AUTH_SESSION_SECRET: 'secret-of-sessions',
        AUTH_GITHUB_CLIENT_ID: 'client',
        AUTH_GITHUB_CLIENT_SECRET: 'secret-of-the-client',
        GITHUB_APP_WEBHOOK_SECRET: 'secret-of-the-app',
        GITHUB_ORGANIZATION: 'acme',
        GOLDEN_PATHS_DIRECTORY: join(root, 'templates'),
        SCAFFOLDER_EMAIL: 'portal@example.com',
        TECHDOCS_BUCKET: 'unused',
        CATALOG_LOCATION_URL: catalog,
        ...variables,
      },
    },
  );
  let output = '';
  const keep = (chunk: Buffer) => {
    output = (output + chunk).slice(-keptOutput);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    }
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await eventually(
      'the portal to be ready',
      async () => {
        if (child.exitCode !== null) throw new Error(output);
        return (await fetch(`${url}/.backstage/health/v1/readiness`)).ok;
      },
      { seconds: 120, fatal: () => child.exitCode !== null },
    );
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, client: PortalClient.withToken(url, token), stop };
}

/** What a test lays over the configuration of production. */
function differences(port: number, gitlab: { origin: string; token: string }) {
  const { origin } = gitlab;
  return {
    backend: {
      listen: `127.0.0.1:${port}`,
      database: {
        client: 'better-sqlite3',
        connection: ':memory:',
        // Each connection would be a database of its own.
        knexConfig: { pool: { min: 1, max: 1 } },
      },
      auth: {
        externalAccess: [
          { type: 'static', options: { token, subject: 'script' } },
        ],
      },
    },
    integrations: {
      github: [],
      gitlab: [
        {
          host: new URL(origin).host,
          baseUrl: origin,
          apiBaseUrl: `${origin}/api/v4`,
          token: gitlab.token,
        },
      ],
    },
    // A minute is long for a test; how often services are evaluated is left as it is.
    productionReadiness: { sweep: { discover: { seconds: 2 } } },
    techdocs: { publisher: { type: 'local' } },
  };
}
