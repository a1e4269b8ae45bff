import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import {
  defaultRubric,
  evaluate,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import {
  collectFacts,
  MemoryTree,
} from '@goldenpath/backstage-plugin-production-readiness-node';
import {
  compose,
  ComposedFile,
  TemplateLibrary,
} from '@goldenpath/backstage-plugin-scaffolder-backend-module-golden-paths';
import { parseAllDocuments } from 'yaml';
import { missingProgram } from './matrix/command';
import { inFolder } from './matrix/files';
import { helm } from './matrix/helm';
import { execute } from './support/execute';

jest.setTimeout(300_000);

interface Resource {
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    labels?: Record<string, string>;
  };
}

let library: TemplateLibrary;
beforeAll(async () => {
  library = await TemplateLibrary.fromDirectory(
    resolve(__dirname, '../../templates'),
  );
});

const everythingOf = (path: string) =>
  JSON.parse(
    readFileSync(join(__dirname, `${path}-everything.values.json`), 'utf8'),
  );

const filesOf = (path: string, answers: object) =>
  compose({ library, path, answers: { ...answers } }).files;

async function resourcesOf(
  files: ComposedFile[],
  command: string,
  args: string[],
): Promise<Resource[]> {
  const { code, output } = await inFolder({ label: '', files }, folder =>
    execute(command, args, { cwd: folder, timeoutMs: 60_000 }),
  );
  if (code !== 0) throw new Error(output);
  return parseAllDocuments(output)
    .map(document => document.toJS())
    .filter(Boolean);
}

/** Resources by kind and name, without what is Helm's own, and the names that Kustomize generates. */
function comparable(resources: Resource[], name: string) {
  const settings = new RegExp(`"${name}-[0-9a-z]{10}"`, 'g');
  const text = JSON.stringify(resources).replace(settings, `"${name}"`);
  return new Map(
    (JSON.parse(text) as Resource[])
      .filter(({ kind }) => kind !== 'Pod')
      .map(resource => [
        `${resource.kind} ${resource.metadata.name}`,
        cleansed(resource),
      ]),
  );
}

const ofHelm =
  /^(?:helm\.sh\/.*|checksum\/.*|app\.kubernetes\.io\/managed-by|environment)$/;

const naming = new Set(['metadata', 'labels', 'annotations']);
const isEmpty = (value: unknown) => JSON.stringify(value) === '{}';

function cleansed(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map(item => cleansed(item));
  // A file that is read whole ends with a line's end.
  if (typeof value === 'string') return value.trimEnd();
  if (typeof value !== 'object' || value === null) return value;
  const isNaming = key === 'labels' || key === 'annotations';
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !(isNaming && ofHelm.test(name)))
      .filter(([name]) => !(key === 'metadata' && name === 'namespace'))
      .map(([name, inner]) => [name, cleansed(inner, name)] as const)
      .filter(([name, inner]) => !(naming.has(name) && isEmpty(inner))),
  );
}

const missing = helm.missing() ?? missingProgram('kubectl');
const withTools = missing ? describe.skip : describe;

withTools(`Kustomize${missing ? ` (skipped: ${missing})` : ''}`, () => {
  it.each([
    ['node-service', {}],
    ['node-service', { rollout: 'blue-green', secrets: 'azure' }],
    ['node-service', { rollout: 'rolling', gitops: 'none', secrets: 'none' }],
    ['python-service', {}],
    ['node-worker', {}],
    ['node-service', undefined],
  ])(
    'builds what the chart of %s renders to, with %j',
    async (path, change) => {
      const answers = change
        ? { ...everythingOf(path), ...change }
        : { name: 'orders', owner: 'checkout' };
      const { name } = answers;
      const chart = filesOf(path, { ...answers, deploy: 'helm' });
      const overlays = filesOf(path, { ...answers, deploy: 'kustomize' });
      expect(overlays.some(file => file.path.startsWith('charts/'))).toBe(
        false,
      );
      for (const environment of ['staging', 'production']) {
        const rendered = await resourcesOf(chart, helm.bin, [
          'template',
          name,
          `charts/${name}`,
          '--namespace',
          `${name}-${environment}`,
          '--values',
          `charts/${name}/values/${environment}.yaml`,
        ]);
        const built = await resourcesOf(overlays, 'kubectl', [
          'kustomize',
          `deploy/kustomize/overlays/${environment}`,
        ]);
        const wanted = comparable(rendered, name);
        const found = comparable(built, name);
        expect([...found.keys()].sort()).toEqual([...wanted.keys()].sort());
        for (const [key, resource] of wanted) {
          expect([environment, key, found.get(key)]).toEqual([
            environment,
            key,
            resource,
          ]);
        }
        // Everything is in the namespace of its environment, and says so.
        for (const { metadata } of built) {
          expect(metadata.namespace).toBe(`${name}-${environment}`);
          expect(metadata.labels?.environment).toBe(environment);
        }
      }
    },
  );

  it('keeps the rules that are tested and those of the cluster the same, by its script', async () => {
    const files = filesOf('node-service', {
      name: 'orders',
      owner: 'checkout',
      deploy: 'kustomize',
    });
    const ran = await inFolder({ label: '', files }, async folder => {
      const run = (line: string) =>
        execute('bash', ['-c', line], { cwd: folder, timeoutMs: 30_000 });
      const rules = 'deploy/kustomize/base/monitoring/rules.yaml';
      return [
        await run('scripts/rules.sh --check'),
        await run(`sed -i 's/alert: /alert: New/' ${rules}`),
        await run('scripts/rules.sh --check'),
        await run('scripts/rules.sh && scripts/rules.sh --check'),
      ];
    });
    expect(ran.map(({ code }) => code)).toEqual([0, 0, 1, 0]);
  });

  it('deploys an image by its digest, database first, and takes back what does not become ready', async () => {
    const files = filesOf('node-service', {
      name: 'orders',
      owner: 'checkout',
      deploy: 'kustomize',
      database: 'postgresql',
    });
    // Everything but the build is only written down, and the rollout never ends well.
    const kubectl = `#!/bin/bash
if [ "$1" = kustomize ]; then exec "$REAL" "$@"; fi
echo "$*" | sed 's# /[^ ]*# FILE#' >> calls
if [ "$1" = apply ]; then cp "$3" applied.yaml; fi
case "$*" in "rollout status"*"10m") exit 1 ;; esac
`;
    const digest = `sha256:${'a'.repeat(64)}`;
    const ran = await inFolder({ label: '', files }, async folder => {
      await writeFile(join(folder, 'kubectl'), kubectl, { mode: 0o755 });
      const { code } = await execute(
        'bash',
        [
          '-c',
          `export REAL=$(command -v kubectl); PATH="$PWD:$PATH" scripts/deploy.sh staging ${digest}`,
        ],
        { cwd: folder, timeoutMs: 60_000 },
      );
      const read = (file: string) => readFileSync(join(folder, file), 'utf8');
      return { code, calls: read('calls'), applied: read('applied.yaml') };
    });
    expect(ran.code).toBe(1);
    expect(ran.calls.trim().split('\n')).toEqual([
      'delete job orders-migrate --namespace orders-staging --ignore-not-found',
      'get deployment/orders --namespace orders-staging',
      'apply --filename FILE --selector app.kubernetes.io/component=database-job',
      'wait job/orders-migrate --namespace orders-staging --for condition=complete --timeout 15m',
      'apply --filename FILE',
      'rollout status deployment/orders --namespace orders-staging --timeout 10m',
      'rollout undo deployment/orders --namespace orders-staging',
      'rollout status deployment/orders --namespace orders-staging --timeout 5m',
    ]);
    const images = [...ran.applied.matchAll(/image: (\S*orders\S*)/g)];
    expect(images.map(([, image]) => image)).toEqual([
      `ghcr.io/checkout/orders@${digest}`,
      `ghcr.io/checkout/orders@${digest}`,
    ]);
  });

  it('refuses to deploy what is no digest, or to nowhere', async () => {
    const files = filesOf('node-service', {
      name: 'orders',
      owner: 'checkout',
      deploy: 'kustomize',
    });
    for (const args of ['prod sha256:0', 'staging latest', '']) {
      const ran = await inFolder({ label: '', files }, folder =>
        execute('bash', ['-c', `scripts/deploy.sh ${args}`], {
          cwd: folder,
          timeoutMs: 30_000,
        }),
      );
      expect(ran).toEqual({
        code: 2,
        output: expect.stringContaining('usage'),
      });
    }
  });
});

it.each(['node-service', 'python-service', 'node-worker'])(
  'makes %s as ready with overlays as with the chart',
  async path => {
    const states = async (deploy: string) => {
      const files = filesOf(path, { ...everythingOf(path), deploy });
      const facts = await collectFacts(
        MemoryTree.of(
          Object.fromEntries(
            files.map(file => [file.path, file.contents.toString('utf8')]),
          ),
        ),
        { path: '', name: 'orders' },
      );
      const { results } = evaluate(defaultRubric(), { facts, now: new Date() });
      return results.map(({ id, state }) => [id, state]);
    };
    expect(await states('kustomize')).toEqual(await states('helm'));
  },
);
