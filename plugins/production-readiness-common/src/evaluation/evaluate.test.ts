import { FactGap, FactItem } from '../facts';
import { parseRubric } from '../rubric';
import { Attestation, Exemption } from './claims';
import { evaluate } from './evaluate';

const now = new Date('2026-06-01T00:00:00Z');
const later = '2026-07-01T00:00:00.000Z';
const earlier = '2026-05-01T00:00:00.000Z';

/** A rubric of one check, whose keys after the usual ones are given. */
function rubricOf(keys: string, rest = '') {
  return parseRubric(
    `name: tiny
version: 1.0.0
title: Tiny
levels: { L1: { name: a, summary: a }, L2: { name: b, summary: b }, L3: { name: c, summary: c }, L4: { name: d, summary: d } }
areas: { health: Health }
checks:
  - id: probe
    level: L1
    area: health
    title: A probe
    criterion: A probe.
    rationale: Because.
    fix: { summary: Add one. }
    effort: small
    methods: [repository]
    ${keys}
${rest}`,
    'tiny.yaml',
  );
}

const every = `passesWhen: { from: containers, where: "item.role == 'service'", every: "has(item.livenessProbe)", pass: "{count} have one", fail: "{workload} has none", empty: nothing deployed }`;

function container(workload: string, more: object = {}): FactItem {
  return {
    source: { path: 'deploy.yaml', line: 3 },
    ...{ workload, role: 'service', ...more },
  };
}

function resultOf(
  rubric: ReturnType<typeof rubricOf>,
  collections: Record<string, FactItem[]>,
  more: {
    gaps?: FactGap[];
    attestations?: Attestation[];
    exemptions?: Exemption[];
    entity?: object;
  } = {},
) {
  const { gaps = [], ...rest } = more;
  return evaluate(rubric, { facts: { collections, gaps }, now, ...rest })
    .results[0];
}

const probed = { livenessProbe: { kind: 'http' } };

describe('several requirements', () => {
  it('cite something of each, whatever the first have', () => {
    const rubric = rubricOf(
      `passesWhen: { allOf: [{ from: code }, { from: pipelines }] }`,
    );
    const code = Array.from({ length: 30 }, (_, line) => ({
      source: { path: 'test.ts', line: line + 1 },
      name: 'jest',
    }));
    const pipelines = [{ source: { path: 'ci.yaml', line: 3 }, name: 'ci' }];
    const { evidence } = resultOf(rubric, { code, pipelines });
    expect(evidence).toHaveLength(20);
    expect(evidence[0]).toEqual({ path: 'test.ts', line: 1 });
    expect(evidence).toContainEqual({ path: 'ci.yaml', line: 3 });
  });

  it('cite every file before more lines of one', () => {
    const rubric = rubricOf(`passesWhen: { from: code }`);
    const lines = Array.from({ length: 30 }, (_, at) => at + 1);
    const code = [
      ...lines.map(line => ({ source: { path: 'a.ts', line }, name: 'env' })),
      { source: { path: 'settings.yaml', line: 7 }, name: 'settings' },
    ];
    const { evidence } = resultOf(rubric, { code });
    expect(evidence).toHaveLength(20);
    expect(evidence[18]).toEqual({ path: 'a.ts', line: 19 });
    expect(evidence[19]).toEqual({ path: 'settings.yaml', line: 7 });
  });
});

describe('a condition on facts', () => {
  const rubric = rubricOf(every);

  it('passes with the evidence when every item meets it', () => {
    expect(
      resultOf(rubric, { containers: [container('a', probed)] }),
    ).toMatchObject({
      state: 'pass',
      reason: '1 have one',
      evidence: [{ path: 'deploy.yaml', line: 3 }],
    });
  });

  it('fails and names the item that does not', () => {
    expect(
      resultOf(rubric, {
        containers: [container('a', probed), container('b')],
      }),
    ).toMatchObject({ state: 'fail', reason: 'b has none' });
  });

  it('does not pass on nothing', () => {
    expect(resultOf(rubric, {})).toMatchObject({
      state: 'fail',
      reason: 'nothing deployed',
      evidence: [],
    });
  });

  it('is unknown, with the expression, where a value is not settled', () => {
    const open = container('a', {
      unresolved: { livenessProbe: '.Values.probe' },
    });
    expect(resultOf(rubric, { containers: [open] })).toMatchObject({
      state: 'unknown',
      reason: expect.stringContaining('livenessProbe is .Values.probe'),
    });
  });

  it('does not wait for what is not settled of an item that is out of the question', () => {
    const asked = rubricOf(
      `passesWhen: { from: containers, where: "item.role == 'service' && item.listens", every: "has(item.readinessProbe)" }`,
    );
    const open = {
      listens: 'include "ports"',
      readinessProbe: 'include "ports"',
    };
    const state = (role: 'service' | 'job') =>
      resultOf(asked, {
        containers: [
          container('a', {
            ...probed,
            listens: true,
            readinessProbe: { kind: 'http' },
          }),
          container('b', { role, unresolved: open }),
        ],
      }).state;
    expect(state('job')).toBe('pass');
    expect(state('service')).toBe('unknown');
  });

  it('knows that something is there though a part of it is not settled', () => {
    const open = container('a', {
      ...probed,
      unresolved: { 'livenessProbe.path': '.Values.path' },
    });
    expect(resultOf(rubric, { containers: [open] }).state).toBe('pass');
  });

  it('fails all the same when another item is known to fail', () => {
    const open = container('a', {
      unresolved: { livenessProbe: '.Values.probe' },
    });
    expect(resultOf(rubric, { containers: [open, container('b')] }).state).toBe(
      'fail',
    );
  });

  it('is unknown, with the limit, where facts could not be observed', () => {
    const gaps = [{ collection: 'containers', reason: 'a.yaml is too large' }];
    expect(
      resultOf(rubric, { containers: [container('a', probed)] }, { gaps }),
    ).toMatchObject({ state: 'unknown', reason: 'a.yaml is too large' });
  });

  it('lets one sure item settle what asks for some', () => {
    const some = rubricOf(
      `passesWhen: { from: containers, some: "has(item.livenessProbe)" }`,
    );
    const gaps = [{ collection: 'containers', reason: 'too large' }];
    expect(
      resultOf(some, { containers: [container('a', probed)] }, { gaps }).state,
    ).toBe('pass');
  });

  it('lets a gap keep what asks for none from passing', () => {
    const none = rubricOf(`passesWhen: { from: secrets, none: "true" }`);
    const gaps = [{ collection: 'secrets', reason: 'too large' }];
    expect(resultOf(none, {}).state).toBe('pass');
    expect(resultOf(none, {}, { gaps }).state).toBe('unknown');
  });

  it('is not concerned by a gap that hides nothing that it asks for', () => {
    const some = rubricOf(
      `passesWhen: { from: platform, where: "item.kind == 'gitops' && item.selectsService", some: "item.automated" }`,
    );
    const gap = (hides: Array<Record<string, unknown>>) => ({
      gaps: [{ collection: 'platform', reason: 'a chart is missing', hides }],
    });
    expect(resultOf(some, {}, gap([{ kind: 'ingress' }])).state).toBe('fail');
    expect(
      resultOf(some, {}, gap([{ kind: 'ingress' }, { kind: 'gitops' }])).state,
    ).toBe('unknown');
    expect(
      resultOf(some, {}, gap([{ kind: 'gitops', automated: false }])).state,
    ).toBe('fail');
    const hidden = (item: object) =>
      resultOf(
        rubricOf(every),
        { containers: [container('a', probed)] },
        {
          gaps: [
            {
              collection: 'containers',
              reason: 'one is missing',
              hides: [{ ...item }],
            },
          ],
        },
      ).state;
    expect(hidden({ role: 'service', ...probed })).toBe('pass');
    expect(hidden({ role: 'job' })).toBe('pass');
    expect(hidden({ role: 'service' })).toBe('unknown');
    const anyOf = rubricOf(
      `passesWhen: { from: containers, where: "item.role == 'service' && has(item.livenessProbe)", some: "item.livenessProbe.kind == 'http'" }`,
    );
    const hides = (item: object) => [
      { collection: 'containers', reason: 'missing', hides: [{ ...item }] },
    ];
    expect(resultOf(anyOf, {}, { gaps: hides({ role: 'job' }) }).state).toBe(
      'fail',
    );
    expect(
      resultOf(anyOf, {}, { gaps: hides({ role: 'service' }) }).state,
    ).toBe('unknown');
  });

  it('is not applicable outside its condition, and says so', () => {
    const limited = rubricOf(
      `appliesWhen: { from: traits, empty: no traffic }\n    ${every}`,
    );
    expect(resultOf(limited, {})).toMatchObject({
      state: 'not-applicable',
      reason: 'no traffic',
    });
  });

  it('leaves out entities that the rubric does not concern', () => {
    const limited = rubricOf(`entities: { spec.type: service }\n    ${every}`);
    const facts = { containers: [container('a')] };
    const library = { kind: 'Component', spec: { type: 'library' } };
    const service = { kind: 'Component', spec: { type: 'service' } };
    expect(resultOf(limited, facts, { entity: library }).state).toBe(
      'not-applicable',
    );
    expect(resultOf(limited, facts, { entity: service }).state).toBe('fail');
  });
});

describe('what people and the platform add', () => {
  it('inherits a pass from a platform declaration that holds', () => {
    const rubric = rubricOf(
      every,
      `declarations:
  - { id: chart, title: Chart generic-service, when: { from: platform, some: "item.name == 'generic-service'" }, provides: [probe] }`,
    );
    const platform = [
      { source: { path: 'Chart.yaml', line: 5 }, name: 'generic-service' },
    ];
    expect(resultOf(rubric, { platform })).toMatchObject({
      state: 'pass',
      inherited: { id: 'chart', title: 'Chart generic-service' },
      evidence: [{ path: 'Chart.yaml', line: 5 }],
    });
    expect(resultOf(rubric, {}).state).toBe('fail');
  });

  const attestation = (more: Partial<Attestation>): Attestation => ({
    id: 'a1',
    check: 'probe',
    statement: 'We looked.',
    evidence: ['https://example.org/record'],
    by: 'user:default/ann',
    at: earlier,
    expiresAt: later,
    ...more,
  });

  it('passes by an attestation that is still good, and is stale after it', () => {
    const rubric = rubricOf(`attestation: { validDays: 30 }`);
    expect(resultOf(rubric, {}).state).toBe('fail');
    expect(
      resultOf(rubric, {}, { attestations: [attestation({})] }),
    ).toMatchObject({
      state: 'pass',
      attestation: 'a1',
      evidence: [{ url: 'https://example.org/record' }],
    });
    expect(
      resultOf(
        rubric,
        {},
        { attestations: [attestation({ expiresAt: earlier })] },
      ),
    ).toMatchObject({ state: 'stale', lastObserved: 'pass' });
  });

  it('asks for the second person where the check does', () => {
    const rubric = rubricOf(
      `attestation: { validDays: 30, secondPerson: true }`,
    );
    const alone = attestation({});
    const confirmed = attestation({ confirmedBy: 'user:default/bob' });
    expect(resultOf(rubric, {}, { attestations: [alone] }).state).toBe('fail');
    expect(resultOf(rubric, {}, { attestations: [confirmed] }).state).toBe(
      'pass',
    );
  });

  it('takes no attestation for a check that facts must settle', () => {
    expect(
      resultOf(rubricOf(every), {}, { attestations: [attestation({})] }).state,
    ).toBe('fail');
  });

  const exemption = (more: Partial<Exemption>): Exemption => ({
    id: 'e1',
    check: 'probe',
    reason: 'Moves to the new platform.',
    approvedBy: 'user:default/bob',
    expiresAt: later,
    ...more,
  });

  it('counts an exemption apart from a pass', () => {
    const facts = { collections: {}, gaps: [] };
    expect(
      evaluate(rubricOf(every), { facts, now, exemptions: [exemption({})] }),
    ).toMatchObject({
      level: 'L4',
      exemptions: 1,
      results: [{ state: 'exempt', exemption: 'e1' }],
    });
  });

  it('ends an exemption with its day, and never exempts what is not exemptable', () => {
    const expired = [exemption({ expiresAt: earlier })];
    expect(resultOf(rubricOf(every), {}, { exemptions: expired }).state).toBe(
      'fail',
    );
    const never = rubricOf(`exemptable: false\n    ${every}`);
    expect(resultOf(never, {}, { exemptions: [exemption({})] }).state).toBe(
      'fail',
    );
  });

  it('makes a check a blocker only while its condition holds', () => {
    const rubric = rubricOf(
      `blockerWhen: { from: errorBudgets, some: item.spent }\n    passesWhen: { from: errorBudgets, none: item.spent }`,
    );
    const budget = (spent: boolean) => ({
      errorBudgets: [{ source: {}, slo: 'a', spent }],
    });
    expect(resultOf(rubric, budget(true))).toMatchObject({
      blocker: true,
      state: 'fail',
    });
    expect(resultOf(rubric, budget(false))).toMatchObject({
      blocker: false,
      state: 'pass',
    });
  });
});
