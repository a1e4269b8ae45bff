import {
  evaluate,
  Facts,
  parseRubric,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { Report, reportOf } from '../check/Report';

const check = (id: string, level: string, rest: string) => `
  - id: ${id}
    level: ${level}
    area: health
    title: Title of ${id}
    criterion: Criterion of ${id}.
    rationale: Rationale of ${id}.
    fix: { summary: Fix of ${id}. }
    effort: small
    references: ['https://example.com/${id}']
    methods: [repository]
    ${rest}`;

/** One check per state and kind of evidence, over the facts below. */
export const exampleRubric = `name: example
version: 1.0.0
title: Example
levels:
  L1: { name: MVP, summary: s }
  L2: { name: Stable, summary: s }
  L3: { name: Resilient, summary: s }
  L4: { name: Optimized, summary: s }
areas: { health: Health }
checks:${[
  check('passes', 'L1', `passesWhen: { from: manifests }`),
  check(
    'fails-here',
    'L1',
    `passesWhen: { from: containers, every: item.listens, fail: 'No port on {workload}.' }`,
  ),
  check(
    'fails-nowhere',
    'L1',
    `passesWhen: { from: code, empty: Nothing was found. }`,
  ),
  check(
    'blocks',
    'L3',
    `passesWhen: { from: docs, where: "item.kind == 'runbook'", empty: No runbook. }\n    blocker: true`,
  ),
  check(
    'cannot-be-known',
    'L2',
    `passesWhen: { from: workloads, some: item.replicas > 1.0 }`,
  ),
  check(
    'does-not-apply',
    'L2',
    `appliesWhen: { from: migrations, empty: No schema. }\n    passesWhen: { from: migrations }`,
  ),
  check('comes-later', 'L4', `passesWhen: { from: code, empty: Not there. }`),
].join('')}
`;

/** A path that tries to break out of every format. */
export const hostilePath =
  'k8s/a\n::error::b\u001b[31m`|<b>]]>&"(x)\u202e.yaml';

export const exampleFacts: Facts = {
  commit: '0123456789abcdef0123456789abcdef01234567',
  collections: {
    manifests: [{ source: { path: 'package.json', line: 1 } }],
    containers: [
      {
        source: { path: hostilePath, line: 7, endLine: 9 },
        listens: false,
        workload: 'web\u001b[2J',
      },
      {
        source: { path: 'k8s/b.yaml', line: 3 },
        listens: false,
        workload: 'b',
      },
    ],
    workloads: [
      {
        source: { path: 'chart/values.yaml', line: 2 },
        unresolved: { replicas: '{{ .Values.replicas }}' },
      },
    ],
    docs: [{ source: { path: 'README.md', line: 1 }, kind: 'readme' }],
  },
  gaps: [
    {
      collection: 'pipelines',
      reason: 'ci/big.yaml is larger than 10 bytes.',
      source: { path: 'ci/big.yaml' },
    },
  ],
};

/** A report over the example rubric; `facts` replace those of the example. */
export function exampleReport(facts: Partial<Facts> = {}): Report {
  const rubric = parseRubric(exampleRubric, 'example.yaml');
  const all = { ...exampleFacts, ...facts };
  const scorecard = evaluate(rubric, { facts: all, now: new Date(0) });
  return reportOf({ name: 'shop', path: '' }, rubric, all, scorecard);
}
