import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  defaultRubric,
  evaluate,
  isSatisfied,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import {
  collectFacts,
  MemoryTree,
} from '@goldenpath/backstage-plugin-production-readiness-node';
import {
  compose,
  TemplateLibrary,
} from '@goldenpath/backstage-plugin-scaffolder-backend-module-golden-paths';
import { parse } from 'yaml';

let library: TemplateLibrary;
beforeAll(async () => {
  library = await TemplateLibrary.fromDirectory(
    resolve(__dirname, '../../templates'),
  );
});

const rubric = defaultRubric();
const paths = ['node-service', 'node-worker', 'python-service'];
const defaults = { name: 'orders', owner: 'group:default/checkout' };

async function scorecardOf(path: string, answers: Record<string, unknown>) {
  const { files } = compose({ library, path, answers });
  const tree = MemoryTree.of(
    Object.fromEntries(
      files.map(file => [file.path, file.contents.toString('utf8')]),
    ),
  );
  const facts = await collectFacts(tree, { path: '', name: 'orders' });
  const entity = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'orders' },
    spec: { type: 'service', lifecycle: 'production', owner: 'checkout' },
  };
  return evaluate(rubric, { facts, entity, now: new Date() });
}

const everythingOf = (path: string) =>
  JSON.parse(
    readFileSync(join(__dirname, `${path}-everything.values.json`), 'utf8'),
  );

it('has every path that promises a level among the paths below', () => {
  const promising = library.paths.filter(({ level }) => level);
  expect(promising.map(({ name }) => name)).toEqual(paths);
});

it.each(['aws-platform', ...paths])(
  'asks in the steps of %s for what the path promises',
  name => {
    const { level, checks } = library.path(name);
    const { spec } = parse(
      readFileSync(join(library.directory, name, 'template.yaml'), 'utf8'),
    );
    const gate = spec.steps.find(
      ({ action }: { action: string }) => action === 'readiness:check',
    );
    expect(gate.input).toEqual(level ? { minLevel: level } : { checks });
    expect(level ?? checks).not.toHaveLength(0);
  },
);

it.each(paths)(
  'finds %s at the promised level when only name and owner were given',
  async path => {
    const { level, results } = await scorecardOf(path, defaults);
    expect(level).toBe(library.path(path).level);
    expect(results.filter(({ state }) => state === 'unknown')).toEqual([]);
  },
);

it.each(paths)(
  'finds nothing open in %s with every option on but what people attest',
  async path => {
    const { results } = await scorecardOf(path, everythingOf(path));
    const open = results.filter(result => !isSatisfied(result));
    const attested = rubric.document.checks
      .filter(({ methods }) =>
        methods.every(method => method === 'attestation'),
      )
      .map(({ id }) => id);
    expect(open.filter(({ id }) => !attested.includes(id))).toEqual([]);
  },
);

it.each([
  ['name and owner', defaults],
  ['every option', everythingOf('aws-platform')],
  [
    'no pipeline and no database',
    { ...defaults, ci: 'none', postgresql: false },
  ],
])(
  'finds in aws-platform, which is no service, every check that the path promises, with %s',
  async (_given, answers) => {
    const { results } = await scorecardOf('aws-platform', answers);
    const { checks } = library.path('aws-platform');
    const open = results.filter(result => !isSatisfied(result));
    expect(open.filter(({ id }) => checks.includes(id))).toEqual([]);
    expect(results.map(({ id }) => id)).toEqual(expect.arrayContaining(checks));
    expect(results.filter(({ state }) => state === 'unknown')).toEqual([]);
  },
);

it('counts updates of Compose that start the new container first as a rollout that keeps serving', async () => {
  const answers = { ...defaults, deploy: 'none' };
  const { results } = await scorecardOf('node-service', answers);
  expect(
    results.find(({ id }) => id === 'zero-downtime-rollout'),
  ).toMatchObject({ state: 'pass' });
});
