import * as fc from 'fast-check';
import { collectFacts } from '../repository/collectFacts';
import { MemoryTree } from '../repository/MemoryTree';
import { deployment, deploymentFacts } from '../testing/deploymentFacts';
import { deploymentCollectors } from './deploymentCollectors';
import { cpuTime } from '../__testUtils__/cpuTime';

const patience = 5_000;

/** Texts that make patterns with choices in their repetitions slow, each long. */
const bait = [
  'a'.repeat(100_000),
  ' '.repeat(100_000),
  '-'.repeat(100_000),
  'npm '.repeat(20_000),
  'docker '.repeat(20_000),
  'docker -x y '.repeat(10_000),
  'npm run --a --b '.repeat(8_000),
  'kubectl '.repeat(20_000),
  'mvn '.repeat(25_000),
  '--set a=b,'.repeat(10_000),
  '${a:-'.repeat(20_000),
  '"\\'.repeat(50_000),
  'new a.b.'.repeat(10_000),
  '{'.repeat(100_000),
  '{{'.repeat(50_000),
  'rate(1'.repeat(20_000),
  'make -'.repeat(20_000),
  'yarn --'.repeat(20_000),
  'stage('.repeat(20_000),
  `apiVersion: v1\nkind: Pod\n${'{% if a %}\n{{ b }}\n'.repeat(1_000)}`,
  `apiVersion: v1\nkind: Pod\n${'a: {{ b\n'.repeat(5_000)}`,
];

const paths = [
  'k8s/a.yaml',
  'k8s/a.yaml.j2',
  'chart/templates/a.yaml',
  'chart/values.yaml',
  'chart/Chart.yaml',
  'kustomization.yaml',
  'docker-compose.yml',
  'Dockerfile',
  'Procfile',
  'app.yaml',
  '.env',
  'skaffold.yaml',
  'ecs/task-definition.json',
  '.github/workflows/a.yml',
  '.gitlab-ci.yml',
  '.circleci/config.yml',
  'azure-pipelines.yml',
  '.travis.yml',
  'Jenkinsfile',
  'Makefile',
  'scripts/test.sh',
  'package.json',
  'grafana/dashboard.json',
  'monitoring/rules.yml',
  'infra/main.bicep',
  'main.tf',
  'build.gradle.kts',
];

describe('hostile repositories', () => {
  it.each(bait.map(text => [text.slice(0, 12), text] as const))(
    'takes no longer for every file full of %j',
    async (_, text) => {
      const started = cpuTime();
      await deploymentFacts({
        'cdk/cdk.json': '{}',
        'cdk/lib/a.ts': text,
        ...Object.fromEntries(
          paths.map(path => [
            path,
            path.startsWith('.github')
              ? `on: push\njobs: { a: { steps: [{ run: ${JSON.stringify(
                  text,
                )} }] } }`
              : text,
          ]),
        ),
      });
      expect(cpuTime() - started).toBeLessThan(patience);
    },
    20_000,
  );

  it('turns bombs, depth, binaries and broken text into gaps', async () => {
    const bomb = Array.from({ length: 12 }, (_, i) =>
      i === 0
        ? 'a0: &a0 [x, x]'
        : `a${i}: &a${i} [${`*a${i - 1}, `.repeat(9)}]`,
    ).join('\n');
    const started = cpuTime();
    const { of, gaps } = await deploymentFacts({
      'k8s/bomb.yaml': `apiVersion: apps/v1\nkind: Deployment\n${bomb}\n`,
      'k8s/deep.yaml': `apiVersion: apps/v1\nkind: Deployment\nspec:${' ['.repeat(
        200,
      )}`,
      'k8s/binary.yaml': Buffer.from([0, 1, 2, 255]),
      'k8s/latin.yaml': Buffer.from([0x61, 0xff, 0xfe]),
      'k8s/odd "name"\n.yaml': deployment('shop', 'image: shop:1'),
      'docker-compose.yml': `services:\n  shop:\n    image: x\n${bomb}`,
    });
    expect(cpuTime() - started).toBeLessThan(patience);
    expect(of('workloads').map(({ source }) => source.path)).toEqual([
      'k8s/odd "name"\n.yaml',
    ]);
    const reasons = gaps
      .filter(({ collection }) => collection === 'workloads')
      .map(({ reason }) => reason);
    expect(reasons).toEqual([
      'docker-compose.yml expands to more than 200000 values.',
      'k8s/binary.yaml is binary.',
      'k8s/bomb.yaml expands to more than 200000 values.',
      'k8s/deep.yaml nests deeper than 100 levels.',
    ]);
  });

  it('never throws, whatever stands in the files', async () => {
    const snippets = fc.constantFrom(
      'apiVersion: apps/v1\n',
      'kind: Deployment\n',
      'kind: HorizontalPodAutoscaler\n',
      'metadata: {name: x}\n',
      'spec:\n',
      '  template:\n',
      '    spec:\n',
      '      containers:\n',
      '        - name: a\n',
      '          image: 3\n',
      'services:\n',
      '  a: null\n',
      '  a: {build: 1, depends_on: [b], deploy: 2}\n',
      'resources: [., .., a, 1]\n',
      'patches: [{path: x}, 1, {patch: "- op: add"}]\n',
      'jobs: {a: {steps: [1, {run: [x]}, {uses: 2}], needs: 3}}\n',
      'on: 1\n',
      'include: [1, {local: 2}]\n',
      'workflows: {a: {jobs: [1, {b: 2}]}}\n',
      'stages: [1]\n',
      'steps: [[[]]]\n',
      '{{ if .Values.a }}',
      '{{ end }}',
      '{{ range $a, $b := .Values }}',
      '{{ include "x" . | nindent 2 }}',
      '{{- ',
      '}}',
      '- &a [*a]\n',
      '<<: *a\n',
      '? ',
      '- ',
      '\t',
      '"',
      "'",
      '|\n',
      '---\n',
      'FROM ',
      'FROM a AS b\n',
      'COPY --from=b a b\n',
      'USER $X\n',
      'resource "a" "b" {\n',
      '}\n',
      '{"panels": [1, null, {"targets": {}}], "uid": 1}',
      '__proto__: {a: 1}\n',
      'constructor: 1\n',
      'groups: [{rules: [1, {alert: x, expr: []}]}]\n',
      'expr:\n',
      'slos: [1, {}]\n',
      'Resources: {A: {Type: "AWS::ECS::Service"}}\n',
    );
    const text = fc
      .array(fc.oneof(snippets, fc.string({ maxLength: 12 })), {
        maxLength: 30,
      })
      .map(parts => parts.join(''));
    const tree = fc.array(fc.tuple(fc.constantFrom(...paths), text), {
      minLength: 1,
      maxLength: 6,
    });
    await fc.assert(
      fc.asyncProperty(tree, async files => {
        const options = { collectors: deploymentCollectors };
        const contents = {
          'chart/Chart.yaml': 'name: x\n',
          ...Object.fromEntries(files),
        };
        const facts = await collectFacts(
          MemoryTree.of(contents),
          { path: '', name: 'x' },
          options,
        );
        const failed = facts.gaps.filter(({ reason }) =>
          /failed:|could not be understood/.test(reason),
        );
        expect(failed).toEqual([]);
        const again = await collectFacts(
          MemoryTree.of(contents),
          { path: '', name: 'x' },
          options,
        );
        expect(JSON.stringify(again)).toBe(JSON.stringify(facts));
      }),
      { numRuns: 300 },
    );
  }, 60_000);
});
