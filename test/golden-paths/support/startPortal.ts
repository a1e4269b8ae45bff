import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import scaffolderModel from '@backstage/plugin-catalog-backend-module-scaffolder-entity-model';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import githubModule from '@backstage/plugin-scaffolder-backend-module-github';
import gitlabModule from '@backstage/plugin-scaffolder-backend-module-gitlab';
import goldenPathsModule from '@goldenpath/backstage-plugin-scaffolder-backend-module-golden-paths';
import { startForge } from '@goldenpath/forge';
import { register } from 'prom-client';
import request from 'supertest';
import { parse } from 'yaml';
import { memoryDatabases } from './memoryDatabases';

const templates = resolve(__dirname, '../../../templates');
const token = 'token-of-the-test';

/** A task of the scaffolder that has ended. */
export interface EndedTask {
  id: string;
  status: string;
  log: string;
  /** Seconds that each step took, by its name, as the scaffolder's own metrics have it. */
  steps: Record<string, number>;
}

/** Seconds that all steps of a name have taken in this process. */
async function stepSeconds(): Promise<Record<string, number>> {
  const metric = await register
    .getSingleMetric('scaffolder_step_duration')
    ?.get();
  const sums: Record<string, number> = {};
  const values: { metricName?: string; labels: object; value: number }[] =
    metric?.values ?? [];
  for (const { metricName, labels, value } of values) {
    if (metricName?.endsWith('_sum') && 'step' in labels) {
      const step = String(labels.step);
      sums[step] = (sums[step] ?? 0) + value;
    }
  }
  return sums;
}

/** What the portal takes the local Git host for. */
export interface PortalOptions {
  platform?: 'github' | 'gitlab';
  /** The token of the integration; the right one if left out. */
  integrationToken?: string;
  /** Owners on the Git host for which the token may create nothing. */
  closedOwners?: string[];
}

/** A catalog and a scaffolder on a local Git host, with the golden paths and one group. */
export async function startPortal(options: PortalOptions = {}) {
  const { platform = 'github', integrationToken = token } = options;
  const directory = await mkdtemp(join(tmpdir(), 'portal-'));
  const forge = await startForge({
    dataDir: join(directory, 'forge'),
    port: 0,
    token,
    closedOwners: options.closedOwners,
  });
  const library = join(directory, 'templates');
  await cp(templates, library, { recursive: true });
  await writeFile(
    join(directory, 'groups.yaml'),
    'apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: { name: checkout }\nspec: { type: team, children: [] }\n',
  );
  // The Git host is known under two names, as each of which it is something else.
  const isGitlab = platform === 'gitlab';
  const origin = isGitlab ? `http://127.0.0.1:${forge.port}` : forge.url;
  const base = `${origin}/api/${isGitlab ? 'v4' : 'v3'}`;
  const { host } = new URL(origin);
  const databases = memoryDatabases();
  const backend = await startTestBackend({
    features: [
      databases.service,
      catalogPlugin,
      scaffolderModel,
      scaffolderPlugin,
      githubModule,
      gitlabModule,
      goldenPathsModule,
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://portal.example' },
          backend: { reading: { allow: [{ host }] } },
          goldenPaths: { publish: { host, owner: 'acme' } },
          integrations: {
            [platform]: [
              {
                host,
                token: integrationToken,
                apiBaseUrl: base,
                ...(isGitlab && { baseUrl: origin }),
              },
            ],
          },
          scaffolder: {
            EXPERIMENTAL_gracefulShutdown: true,
            defaultAuthor: { name: 'Portal', email: 'portal@example.com' },
          },
          catalog: {
            rules: [
              { allow: ['Component', 'API', 'Resource', 'Group', 'Template'] },
            ],
            processingInterval: { seconds: 1 },
            locations: [
              { type: 'file', target: join(directory, 'groups.yaml') },
              { type: 'file', target: join(library, '*', 'template.yaml') },
            ],
          },
        },
      }),
    ],
  });

  const { server } = backend;

  async function api<T>(method: string, path: string, body?: object) {
    const response = await fetch(`${base}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
      },
      body: body && JSON.stringify(body),
    });
    const text = await response.text();
    return {
      status: response.status,
      body: (text ? JSON.parse(text) : undefined) as T,
    };
  }

  async function entity(ref: string) {
    const [kind, name] = ref.split(':');
    const { status, body } = await request(server).get(
      `/api/catalog/entities/by-name/${kind}/default/${name}`,
    );
    return status === 200 ? body : undefined;
  }

  const completed: EndedTask[] = [];

  return {
    /** The creations that succeeded. */
    completed,
    /** Calls the Git host as the portal does. */
    api,
    forge,
    /** What the portal takes the Git host for. */
    platform,
    /** The address under which the portal knows the Git host. */
    origin,
    /** An entity of the default namespace, by `kind:name`. */
    entity,
    /** Where the portal reads its templates from; a test may change them. */
    library,
    async until<T>(
      what: string,
      find: () => Promise<T | undefined>,
    ): Promise<T> {
      const deadline = Date.now() + 60_000;
      for (;;) {
        const found = await find();
        if (found) return found;
        if (Date.now() > deadline) throw new Error(`${what} did not happen`);
        await new Promise(wake => {
          setTimeout(wake, 100);
        });
      }
    },
    /** Fills the form and waits for the task to end. */
    async create(template: string, values: object): Promise<EndedTask> {
      const before = await stepSeconds();
      const { status, body } = await request(server)
        .post('/api/scaffolder/v2/tasks')
        .send({ templateRef: `template:default/${template}`, values });
      if (status !== 201) throw new Error(JSON.stringify(body));
      const ended = await this.until('the end of the task', async () => {
        const task = await request(server).get(
          `/api/scaffolder/v2/tasks/${body.id}`,
        );
        const over = ['completed', 'failed', 'cancelled'].includes(
          task.body.status,
        );
        return over ? task.body : undefined;
      });
      const events = await request(server).get(
        `/api/scaffolder/v2/tasks/${body.id}/events`,
      );
      const log = events.body
        .map((event: { body: { message: string } }) => event.body.message)
        .join('\n');
      const result: EndedTask = {
        id: body.id,
        status: ended.status,
        log,
        steps: Object.fromEntries(
          Object.entries(await stepSeconds()).map(([name, seconds]) => [
            name,
            seconds - (before[name] ?? 0),
          ]),
        ),
      };
      if (result.status === 'completed') completed.push(result);
      return result;
    },
    /** Tries a template without effects. */
    async dryRun(template: string, values: object) {
      const file = join(library, template, 'template.yaml');
      const { status, body } = await request(server)
        .post('/api/scaffolder/v2/dry-run')
        .send({
          template: parse(await readFile(file, 'utf8')),
          values,
          secrets: {},
          directoryContents: [],
        });
      return { status, body };
    },
    /** Removes the location of a target, and with it its entities. */
    async unregister(target: string) {
      const { body } = await request(server).get('/api/catalog/locations');
      const location = body.find(
        (each: { data: { target: string } }) => each.data.target === target,
      );
      await request(server).delete(
        `/api/catalog/locations/${location.data.id}`,
      );
    },
    /** Changes a template for one test. */
    async edit(path: string, change: (text: string) => string) {
      const file = join(library, path);
      await writeFile(file, change(await readFile(file, 'utf8')));
    },
    async stop() {
      await backend.stop();
      databases.release();
      await forge.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
