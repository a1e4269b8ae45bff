import {
  compileRubric,
  Declaration,
  defaultRubric,
  evaluate,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import {
  collectFacts,
  MemoryTree,
} from '@goldenpath/backstage-plugin-production-readiness-node';

async function resultOf(
  check: string,
  declaration: Declaration,
  files: Record<string, string>,
) {
  const rubric = compileRubric({
    ...defaultRubric().document,
    declarations: [declaration],
  });
  const scope = { path: '', name: 'orders' };
  const facts = await collectFacts(MemoryTree.of(files), scope);
  const { results } = evaluate(rubric, { facts, now: new Date() });
  return results.find(({ id }) => id === check)!;
}

const telemetry: Declaration = {
  id: 'acme-telemetry',
  title: 'The package acme-telemetry, version 3, exposes metrics',
  when: {
    from: 'dependencies',
    where: "item.ecosystem == 'node' && item.name == '@acme/telemetry'",
    some: "!item.development && has(item.version) && (item.version.startsWith('3.') || item.version.startsWith('^3.'))",
  },
  provides: ['metrics-exposed'],
};

const platform: Declaration = {
  id: 'platform-pipeline',
  title: 'The library platform builds, tests and scans',
  when: {
    from: 'pipelineReferences',
    where: "item.system == 'jenkins'",
    some: "item.reference == 'platform' || item.reference.startsWith('platform@')",
  },
  provides: ['ci-pipeline', 'security-scan'],
};

const manifest = (version: string) => ({
  'package.json': `{\n  "name": "orders",\n  "dependencies": { "@acme/telemetry": "${version}" }\n}\n`,
});

describe('what the platform provides', () => {
  it('is told by a dependency and its version', async () => {
    expect(
      await resultOf('metrics-exposed', telemetry, manifest('^3.2.0')),
    ).toMatchObject({
      state: 'pass',
      inherited: { id: 'acme-telemetry' },
      evidence: [{ path: 'package.json', line: 3 }],
    });
    expect(
      await resultOf('metrics-exposed', telemetry, manifest('^2.9.0')),
    ).toMatchObject({ state: 'fail' });
  });

  it('is told by a shared library of Jenkins, whose steps are unknown without it', async () => {
    const jenkinsfile = (library: string) => ({
      Jenkinsfile: `@Library('${library}') _\n\nstandardPipeline()\n`,
    });
    expect(
      await resultOf('ci-pipeline', platform, jenkinsfile('platform@v3')),
    ).toMatchObject({
      state: 'pass',
      inherited: { id: 'platform-pipeline' },
      evidence: [{ path: 'Jenkinsfile', line: 1 }],
    });
    expect(
      await resultOf('ci-pipeline', platform, jenkinsfile('tools@v3')),
    ).toMatchObject({ state: 'unknown' });
  });
});
