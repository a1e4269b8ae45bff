import {
  defaultRubric,
  exemptionsOf,
  Level,
  levelOf,
  nextStepsOf,
  Result,
  Scorecard,
} from '@goldenpath/backstage-plugin-production-readiness-common';

export const commit = '4f1c2d9be83a7706c5d1e0f2a94b6a7c8d9e0f12';
const repository = 'https://git.example.com/payments/checkout';

/** A line of the example repository, as evidence. */
export function lineOf(path: string, line: number) {
  return { path, line, url: `${repository}/blob/${commit}/${path}#L${line}` };
}

/**
 * A scorecard of the default rubric: checks up to `upTo` pass, those above are open, and `changes` say otherwise.
 */
export function scorecardOf(
  upTo: Level | undefined,
  changes: Record<string, Partial<Result>> = {},
): Scorecard {
  const { document, hash } = defaultRubric();
  const results = document.checks.map<Result>(check => ({
    id: check.id,
    level: check.level,
    area: check.area,
    blocker: check.blocker,
    ...(upTo !== undefined && check.level <= upTo
      ? {
          state: 'pass',
          reason: 'Found where the check looks for it.',
          evidence: [lineOf('src/server.ts', 12)],
        }
      : {
          state: 'fail',
          reason: 'Nothing of the kind was found.',
          evidence: [],
        }),
    ...changes[check.id],
  }));
  const level = levelOf(results);
  return {
    rubric: { name: document.name, version: document.version, hash },
    level,
    exemptions: exemptionsOf(results, level),
    results,
    nextSteps: nextStepsOf(results, document.checks),
    commit,
  };
}

/** A service at L1 with a bit of everything: an open blocker, unknown, stale, inherited, attested and exempt results. */
export const mixedScorecard = scorecardOf('L2', {
  'health-endpoint': {
    reason: 'src/health.ts answers GET /healthz.',
    evidence: [
      lineOf('src/health.ts', 8),
      lineOf('src/routes/index.ts', 21),
      lineOf('deploy/values.yaml', 14),
      lineOf('Dockerfile', 31),
    ],
  },
  runbooks: {
    state: 'fail',
    reason: 'docs/runbook.md has headings and no steps.',
    evidence: [lineOf('docs/runbook.md', 1)],
  },
  'metrics-exposed': {
    state: 'unknown',
    reason: 'The chart value metrics.enabled could not be resolved.',
    evidence: [lineOf('deploy/templates/service.yaml', 40)],
  },
  'alerting-rules': {
    state: 'stale',
    lastObserved: 'pass',
    reason: 'The alert rules were last read 9 days ago.',
  },
  'outbound-timeouts': {
    state: 'fail',
    reason: 'The client of src/clients/ledger.ts sets no timeout.',
    evidence: [lineOf('src/clients/ledger.ts', 17)],
  },
  'liveness-probe': {
    inherited: { id: 'generic-service', title: 'chart generic-service 3' },
    reason: 'The chart generic-service provides it.',
    evidence: [lineOf('Chart.yaml', 9)],
  },
  'backup-strategy': {
    attestation: 'attestation-7',
    reason: 'Attested by Ada Reyes until 2026-03-01.',
    evidence: [{ url: 'https://wiki.example.com/backups/checkout' }],
  },
  'secrets-managed': {
    state: 'exempt',
    exemption: 'EX-12',
    reason: 'Waived until 2026-02-01: moves with the new cluster.',
    evidence: [],
  },
  'reversible-migrations': {
    state: 'not-applicable',
    reason: 'The service owns no relational schema.',
    evidence: [],
  },
});
