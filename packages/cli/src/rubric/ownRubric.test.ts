import {
  defaultRubric,
  evaluate,
  parseRubric,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import {
  collectFacts,
  MemoryTree,
} from '@goldenpath/backstage-plugin-production-readiness-node';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const page = readFileSync(
  resolve(__dirname, '../../../../docs/own-rubric.md'),
  'utf8',
);

/** The YAML block of the page that starts with the file's name. */
function rubricOf(file: string) {
  const block = page
    .split('```yaml\n')
    .map(part => part.split('\n```')[0])
    .find(part => part.startsWith(`# ${file}\n`));
  return parseRubric(block ?? '', file);
}

async function resultOf(
  file: string | undefined,
  id: string,
  files: Record<string, string>,
  entity?: object,
) {
  const rubric = file ? rubricOf(file) : defaultRubric();
  const facts = await collectFacts(MemoryTree.of(files), {
    path: '',
    name: 'shop',
  });
  const { results } = evaluate(rubric, { facts, entity, now: new Date(0) });
  return results.find(result => result.id === id);
}

const deployment = (image: string) => ({
  'deploy/app.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: { name: shop }
spec:
  template:
    metadata: { labels: { app: shop } }
    spec:
      containers: [{ name: shop, image: ${image} }]
`,
});

describe('the examples of docs/own-rubric.md', () => {
  it('changes levels and turns checks off', () => {
    const { checks } = rubricOf('override.yaml').document;
    const before = defaultRubric().document.checks;
    const byId = new Map(checks.map(check => [check.id, check]));
    expect(byId.get('runbooks')).toMatchObject({ level: 'L1', blocker: true });
    expect(byId.get('liveness-probe')).toMatchObject({
      effort: 'medium',
      level: 'L2',
    });
    expect(checks).toHaveLength(before.length - 1);
    expect(byId.has('chaos-testing')).toBe(false);
  });

  it('adds a check, with its evidence', async () => {
    const state = (files: Record<string, string>) =>
      resultOf('custom-check.yaml', 'registry-of-acme', files);
    expect(
      await state(deployment('registry.acme.example/shop:1.0.0')),
    ).toMatchObject({
      state: 'pass',
      reason: 'All 1 images come from our registry.',
      evidence: [{ path: 'deploy/app.yaml' }],
    });
    expect(await state(deployment('docker.io/shop:1.0.0'))).toMatchObject({
      state: 'fail',
      evidence: [{ path: 'deploy/app.yaml' }],
    });
    expect(await state({ 'README.md': '# Shop\n' })).toMatchObject({
      state: 'not-applicable',
      reason: 'It deploys no image.',
    });
  });

  it('gives inherited passes from a declaration', async () => {
    const chart = (version: string) => ({
      'chart/Chart.yaml': `apiVersion: v2
name: shop
version: 1.0.0
dependencies:
  - { name: generic-service, version: ${version}, repository: 'https://charts.acme.example' }
`,
      'chart/values.yaml': 'generic-service: { image: { tag: 1.0.0 } }\n',
    });
    expect(
      await resultOf('declaration.yaml', 'liveness-probe', chart('3.4.0')),
    ).toMatchObject({ state: 'pass', inherited: { id: 'generic-service-3' } });
    const older = await resultOf(
      'declaration.yaml',
      'liveness-probe',
      chart('2.9.0'),
    );
    expect(older?.state).not.toBe('pass');
    const without = await resultOf(undefined, 'liveness-probe', chart('3.4.0'));
    expect(without?.state).not.toBe('pass');
  });

  it('leaves kinds of services out', async () => {
    const state = async (lifecycle: string) => {
      const entity = {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: { name: 'shop' },
        spec: { type: 'service', lifecycle, owner: 'group:shop' },
      };
      const files = deployment('shop:1.0.0');
      return (await resultOf('entities.yaml', 'auto-scaling', files, entity))
        ?.state;
    };
    expect(await state('experimental')).toBe('not-applicable');
    expect(await state('production')).toBe('fail');
  });
});
