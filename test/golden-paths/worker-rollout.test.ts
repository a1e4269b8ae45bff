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
  TemplateLibrary,
} from '@goldenpath/backstage-plugin-scaffolder-backend-module-golden-paths';
import { parse, stringify } from 'yaml';
import { missingProgram } from './matrix/command';
import { inFolder } from './matrix/files';
import { execute } from './support/execute';

jest.setTimeout(120_000);

const everything = JSON.parse(
  readFileSync(join(__dirname, 'node-worker-everything.values.json'), 'utf8'),
);

let library: TemplateLibrary;
beforeAll(async () => {
  library = await TemplateLibrary.fromDirectory(
    resolve(__dirname, '../../templates'),
  );
});

function textsOf(change: object): Map<string, string> {
  const answers = { ...everything, ...change };
  const { files } = compose({ library, path: 'node-worker', answers });
  return new Map(
    files.map(({ path, contents }) => [path, contents.toString('utf8')]),
  );
}

/** A resource of the base, which is what the chart renders to. */
function resourceOf(name: string) {
  const texts = textsOf({ deploy: 'kustomize' });
  return parse(texts.get(`deploy/kustomize/base/${name}.yaml`) ?? '');
}

describe('a canary of a worker', () => {
  it('shifts pods, not traffic, and is what the autoscaler scales', () => {
    const { spec } = resourceOf('rollout');
    const { steps, analysis, ...canary } = spec.strategy.canary;
    expect(steps).toEqual([
      { setWeight: 10 },
      { pause: { duration: '5m' } },
      { setWeight: 50 },
      { pause: { duration: '5m' } },
      { setWeight: 100 },
    ]);
    expect(canary).toEqual({ maxSurge: 1, maxUnavailable: 0 });
    expect(analysis.templates).toEqual([{ templateName: 'payments' }]);
    expect(resourceOf('hpa').spec.scaleTargetRef).toEqual({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Rollout',
      name: 'payments',
    });
    expect(resourceOf('pdb').spec.selector).toEqual(spec.selector);
    const templates = [...textsOf({ deploy: 'helm' }).keys()].filter(path =>
      /templates\/(deployment|preview)\.yaml$/.test(path),
    );
    expect(templates).toEqual([]);
  });

  it('is offered beside the rolling update, and blue-green is not', () => {
    expect(() => textsOf({ rollout: 'blue-green' })).toThrow(
      '"rollout" must be one of: rolling, canary',
    );
    expect([...textsOf({ rollout: 'rolling' }).keys()]).toContain(
      'charts/payments/templates/deployment.yaml',
    );
  });

  it.each(['helm', 'kustomize'])(
    'is progressive delivery of a service that nobody calls, with %s',
    async deploy => {
      const tree = MemoryTree.of(Object.fromEntries(textsOf({ deploy })));
      const facts = await collectFacts(tree, { path: '', name: 'payments' });
      const { results } = evaluate(defaultRubric(), { facts, now: new Date() });
      const states = new Map(results.map(({ id, state }) => [id, state]));
      expect(states.get('progressive-delivery')).toBe('pass');
      expect(states.get('rate-limiting')).toBe('not-applicable');
    },
  );
});

describe('deploy.sh of a worker with overlays', () => {
  const undo = 'scripts/deploy.sh production undo';

  /** Undoes while the cluster says what `answers` has for a call, and tells what was changed. */
  async function undone(phase: string, revisions: string) {
    const { files } = compose({
      library,
      path: 'node-worker',
      answers: { ...everything, deploy: 'kustomize', gitops: 'none' },
    });
    const template = `{"metadata":{"labels":{"app.kubernetes.io/name":"payments","rollouts-pod-template-hash":"5d9"}},"spec":{"containers":[{"image":"payments@sha256:good"}]}}`;
    const kubectl = `#!/bin/bash
case "$*" in
  "get rollout/"*phase*) printf %s '${phase}' ;;
  "get rollout/"*generation*) printf 7 ;;
  "get replicasets "*) printf '${revisions}' ;;
  "get replicaset payments-good "*) printf %s '${template}' ;;
  *) echo "$*" >> calls ;;
esac
`;
    return inFolder({ label: '', files }, async folder => {
      await writeFile(join(folder, 'kubectl'), kubectl, { mode: 0o755 });
      await writeFile(join(folder, 'calls'), '');
      const { code } = await execute(
        'bash',
        ['-c', `PATH="$PWD:$PATH" ${undo}`],
        { cwd: folder, timeoutMs: 30_000 },
      );
      const calls = readFileSync(join(folder, 'calls'), 'utf8');
      return { code, calls: calls.trim().split('\n') };
    });
  }

  it('ends a version that is still coming in', async () => {
    expect(await undone('Progressing', '')).toEqual({
      code: 0,
      calls: [
        'patch rollout/payments --namespace payments-production --subresource status --type merge --patch {"status":{"abort":true}}',
      ],
    });
  });

  it('brings the pods of the revision before back once all are new', async () => {
    const revisions =
      '9 payments-good\\n10 payments-bad\\n2 payments-ancient\\n';
    const { code, calls } = await undone('Healthy', revisions);
    expect(code).toBe(0);
    expect(calls[0]).toBe(
      'patch rollout/payments --namespace payments-production --type json --patch [{"op":"replace","path":"/spec/template","value":{"metadata":{"labels":{"app.kubernetes.io/name":"payments"}},"spec":{"containers":[{"image":"payments@sha256:good"}]}}}]',
    );
    expect(calls.slice(1)).toEqual(
      [
        'jsonpath={.status.observedGeneration}=7 --timeout 2m',
        'jsonpath={.status.phase}=Healthy --timeout 5m',
      ].map(
        what =>
          `wait rollout/payments --namespace payments-production --for ${what}`,
      ),
    );
  });

  it('says so where there is no version to go back to', async () => {
    expect(await undone('Healthy', '1 payments-bad\\n')).toEqual({
      code: 1,
      calls: [''],
    });
  });
});

const missing = missingProgram('promtool', 'prometheus');
const withPromtool = missing ? it.skip : it;
const skipped = missing ? ` (skipped: ${missing})` : '';

interface Metric {
  name: string;
  successCondition: string;
  provider: { prometheus: { query: string } };
}

withPromtool(
  `takes a version back by how its own pods do jobs${skipped}`,
  async () => {
    const metrics: Metric[] = resourceOf('analysis').spec.metrics;
    const jobs = (hash: string, outcome: string, each: number) => ({
      series: `jobs_total{service="payments",rollouts_pod_template_hash="${hash}",queue="record-payment",outcome="${outcome}"}`,
      values: `0+${each}x40`,
    });
    const times = (
      hash: string,
      outcome: string,
      le: string,
      each: number,
    ) => ({
      series: `job_duration_seconds_bucket{service="payments",rollouts_pod_template_hash="${hash}",queue="record-payment",outcome="${outcome}",le="${le}"}`,
      values: `0+${each}x40`,
    });
    const expression = (name: string, hash: string) =>
      metrics
        .find(metric => metric.name === name)!
        .provider.prometheus.query.replaceAll('{{args.hash}}', hash)
        .trim();
    const says = (name: string, hash: string, value?: number) => ({
      expr: expression(name, hash),
      eval_time: '5m',
      exp_samples: value === undefined ? [] : [{ labels: '{}', value }],
    });
    const tests = {
      evaluation_interval: '15s',
      tests: [
        {
          interval: '15s',
          input_series: [
            // The old version is well, the new one fails one in five; what it gives back says nothing.
            jobs('old', 'completed', 40),
            jobs('old', 'failed', 0),
            jobs('bad', 'completed', 8),
            jobs('bad', 'failed', 1),
            jobs('bad', 'dead', 1),
            jobs('bad', 'returned', 30),
            times('old', 'completed', '1', 40),
            times('old', 'completed', '+Inf', 40),
            // It hangs until the time limit.
            times('bad', 'completed', '10', 8),
            times('bad', 'completed', '30', 10),
            times('bad', 'completed', '+Inf', 10),
          ],
          promql_expr_test: [
            says('failure-rate', 'old', 0),
            says('failure-rate', 'bad', 0.2),
            says('failure-rate', 'new'),
            says('duration', 'old', 0.95),
            says('duration', 'bad', 25),
            says('duration', 'new'),
          ],
        },
      ],
    };
    const ran = await inFolder({ label: '', files: [] }, async folder => {
      await writeFile(join(folder, 'analysis.test.yaml'), stringify(tests));
      return execute('promtool', ['test', 'rules', 'analysis.test.yaml'], {
        cwd: folder,
        timeoutMs: 60_000,
      });
    });
    expect(ran).toEqual({
      code: 0,
      output: expect.stringContaining('SUCCESS'),
    });
    // What has done no job yet goes on; 0 and 0.95 pass, 0.2 and 25 do not.
    expect(metrics.map(({ successCondition }) => successCondition)).toEqual([
      'len(result) == 0 || isNaN(result[0]) || result[0] <= 0.05',
      'len(result) == 0 || isNaN(result[0]) || result[0] <= 10',
    ]);
  },
);
