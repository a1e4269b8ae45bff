import { join } from 'node:path';
import { describeFailure } from './command-failures.mjs';
import { runCommand } from './commands.mjs';
import { waitForExamples } from './examples.mjs';
import { Failure } from './failure.mjs';
import { root, shown } from './layout.mjs';
import { ensureSecrets } from './secrets.mjs';
import { failWhenStopped, poll, startService } from './services.mjs';

const TRANSFORM = join(
  root,
  'node_modules/@backstage/cli/config/nodeTransform.cjs',
);
const START_TIMEOUT = 120_000;

/**
 * Starts the local Git host and the portal, and returns when the portal answers and knows the example
 * organisation. The promise `stopped` fails when one of them ends.
 */
export async function startPortal({ progress, settings, node, env, dev }) {
  const { port, forgePort, data, logs } = settings;
  const environment = {
    ...node.environment(env),
    ...ensureSecrets(data, env),
    NODE_ENV: 'development',
    GOLDENPATH_PORT: String(port),
    GOLDENPATH_FORGE_PORT: String(forgePort),
    GOLDENPATH_DATA: data,
    FORGE_WEBHOOK_URL: `http://localhost:${port}/api/events/http/github`,
  };
  const common = { node, logs };
  await releaseMigrationLocks({ node, data, logs, env: environment });

  const forge = startService({
    ...common,
    name: 'forge',
    title: 'local Git host',
    cwd: root,
    env: environment,
    args: [
      join(root, 'packages/forge/bin/forge'),
      'serve',
      ...['--data', join(data, 'repositories')],
      ...['--port', String(forgePort)],
      ...['--examples', join(root, 'examples/repositories')],
    ],
  });
  await progress.phase('Starting the local Git host', () =>
    whileRunning([forge], () =>
      waitFor(forge, `http://127.0.0.1:${forgePort}/`),
    ),
  );

  const portal = dev
    ? startDevelopment({ ...common, environment })
    : startService({
        ...common,
        name: 'backend',
        title: 'portal',
        cwd: join(root, 'packages/backend'),
        env: environment,
        args: ['--enable-source-maps', '--require', TRANSFORM, 'src/index.ts'],
      });
  const services = [forge, portal];
  const url = `http://localhost:${port}`;
  await progress.phase('Starting the portal', () =>
    whileRunning(services, () =>
      waitFor(portal, `${url}/.backstage/health/v1/readiness`),
    ),
  );
  const found = await progress.phase('Reading the example organisation', () =>
    whileRunning(services, () => waitForExamples(url)),
  );
  if (!found) {
    progress.print(
      `  The catalog does not have all examples yet; they may still come. See ${shown(
        portal.log,
      )}.`,
    );
  }
  return {
    url: dev ? appOrigin(env) : url,
    stopped: failWhenStopped(services),
  };
}

async function releaseMigrationLocks({ node, data, logs, env }) {
  const script = join(root, 'scripts/lib/release-migration-locks.cjs');
  const result = await runCommand(node.path, [script, join(data, 'sqlite')], {
    env,
    log: join(logs, 'databases.log'),
  });
  if (result.code !== 0) {
    throw new Failure(
      describeFailure('The databases could not be opened', result),
    );
  }
}

/** Hot reload: Backstage's development server for the frontend, and a backend that restarts on changes. */
function startDevelopment({ environment, ...common }) {
  const origin = appOrigin(environment);
  return startService({
    ...common,
    name: 'development',
    title: 'development server',
    cwd: root,
    env: {
      ...environment,
      APP_CONFIG_app_baseUrl: origin,
      APP_CONFIG_backend_cors_origin: origin,
    },
    args: [
      join(root, 'node_modules/@backstage/cli/bin/backstage-cli'),
      ...['repo', 'start'],
    ],
  });
}

/** Where the development server has the frontend. */
function appOrigin(env) {
  return `http://localhost:${env.GOLDENPATH_APP_PORT || 3000}`;
}

/** Waits until a service answers, for so many milliseconds. */
export async function waitFor(service, url, timeout = START_TIMEOUT) {
  const answered = await poll(async () => {
    const { status } = await fetch(url);
    return status < 500 || undefined;
  }, timeout);
  if (answered) return;
  throw new Failure(
    `The ${service.title} did not answer within ${
      timeout / 1000
    } s. Its output is in ${shown(service.log)}.`,
  );
}

function whileRunning(services, work) {
  return Promise.race([work(), failWhenStopped(services)]);
}
