import { defaultRubric } from '../rubric';
import { Result, Scorecard } from '../scorecard';
import { watchReview } from './alarm';
import { reviewEventSchema, ReviewEvent } from './events';
import { chainHash, firstBrokenLink } from './hashChain';
import { reduceReview } from './reduceReview';
import {
  Actor,
  addCondition,
  freezeAgain,
  meetCondition,
  openReview,
  signableRoles,
  signReview,
  withdrawReview,
} from './transitions';
import { verdictOf } from './verdict';

const at = new Date('2026-06-01T10:00:00Z');
const person = (name: string, ...teams: string[]): Actor => ({
  userRef: `user:default/${name}`,
  ownershipRefs: [`user:default/${name}`, ...teams],
});
const checkout = 'group:default/checkout';
const platform = 'group:default/platform';
const ann = person('ann', checkout);
const bob = person('bob', platform);
const both = person('both', checkout, platform);
const eve = person('eve', 'group:default/other');

const { document, hash } = defaultRubric();
const template = document.reviews.find(
  ({ trigger }) => trigger === 'team-handoff',
)!;

/** A scorecard on which everything passes but the checks named. */
function scorecard(...failing: string[]): Scorecard {
  const results = document.checks.map(
    ({ id, level, area, blocker }): Result => ({
      id,
      level,
      area,
      blocker,
      state: failing.includes(id) ? 'fail' : 'pass',
      reason: `${id} was looked at`,
      evidence: [],
    }),
  );
  return {
    rubric: { name: document.name, version: document.version, hash },
    exemptions: 0,
    results,
    nextSteps: [],
    commit: 'abc',
  };
}

function open(card = scorecard(), actor = ann) {
  return openReview(
    {
      entityRef: 'component:default/orders',
      template,
      givingTeam: checkout,
      receivingTeam: platform,
      scorecard: card,
    },
    actor,
    at,
  );
}

function signedByBoth(events: ReviewEvent[]): ReviewEvent[] {
  const first = [
    ...events,
    signReview(reduceReview(events), 'giving', ann, at),
  ];
  return [...first, signReview(reduceReview(first), 'receiving', bob, at)];
}

const verdict = (events: ReviewEvent[]) => verdictOf(reduceReview(events));

describe('a handoff review', () => {
  it('is a go once both teams signed a scorecard without open checks', () => {
    const events = [open()];
    expect(verdict(events)).toEqual({
      reasons: [
        'The giving team has not signed yet.',
        'The receiving team has not signed yet.',
      ],
    });
    expect(verdict(signedByBoth(events)).verdict).toBe('go');
    expect(reduceReview(signedByBoth(events)).status).toBe('signed');
  });

  it.each([
    'health-endpoint',
    'no-secrets-in-code',
    'rollback-plan',
    'runbooks',
  ])('is a no-go while the blocker %s fails, whoever signed', id => {
    expect(verdict(signedByBoth([open(scorecard(id))]))).toEqual({
      verdict: 'no-go',
      reasons: [`Blocker ${id}: ${id} was looked at`],
    });
  });

  it('is a no-go while a check of the target level is open, and no word of a higher one', () => {
    expect(verdict([open(scorecard('liveness-probe'))]).verdict).toBe('no-go');
    expect(
      verdict(signedByBoth([open(scorecard('chaos-testing'))])).verdict,
    ).toBe('go');
  });

  it('is conditional while a condition that stands in for an open check is not met', () => {
    const condition = {
      text: 'Add the probe',
      owner: checkout,
      dueDate: '2026-07-01',
      check: 'liveness-probe',
    };
    const opened = [open(scorecard('liveness-probe'))];
    const added = signedByBoth([
      ...opened,
      addCondition(reduceReview(opened), condition, 'c1', ann, at),
    ]);
    expect(verdict(added).verdict).toBe('conditional-go');
    const review = reduceReview(added);
    expect(() => meetCondition(review, 'c1', 'done', ann, at)).toThrow(
      'Only members of group:default/platform',
    );
    expect(
      verdict([...added, meetCondition(review, 'c1', 'seen', bob, at)]).verdict,
    ).toBe('go');
  });

  it('never lets a condition stand in for a blocker', () => {
    const review = reduceReview([open(scorecard('runbooks'))]);
    const condition = {
      text: 'Later',
      owner: checkout,
      dueDate: '2026-07-01',
      check: 'runbooks',
    };
    expect(() => addCondition(review, condition, 'c1', ann, at)).toThrow(
      'runbooks is a blocker',
    );
  });

  it('asks for new signatures when what was signed changes', () => {
    const signed = signedByBoth([open(scorecard('health-endpoint'))]);
    const again = [
      ...signed,
      freezeAgain(reduceReview(signed), scorecard(), bob, at),
    ];
    expect(reduceReview(again)).toMatchObject({
      signatures: [],
      status: 'open',
    });
    expect(verdict(again).verdict).toBeUndefined();
    expect(verdict(signedByBoth(again)).verdict).toBe('go');
  });
});

describe('after a go', () => {
  const events = signedByBoth([open()]);
  const go = reduceReview(events);
  const later = new Date(at.getTime() + 86_400_000);
  const raised = (checks: string[], blockers: string[] = []) =>
    expect.objectContaining({ type: 'alarm-raised', checks, blockers });

  it('raises an alarm for a new blocker and for a check of the target level, once', () => {
    expect(watchReview(go, scorecard(), later)).toBeUndefined();
    // Beyond what was agreed.
    expect(watchReview(go, scorecard('chaos-testing'), later)).toBeUndefined();
    const first = watchReview(go, scorecard('liveness-probe'), later)!;
    expect(first).toEqual(raised(['liveness-probe']));
    expect(reviewEventSchema.parse(first)).toEqual(first);
    const alarmed = reduceReview([...events, first]);
    expect(alarmed).toMatchObject({
      status: 'signed',
      alarm: { checks: ['liveness-probe'], at: later.toISOString() },
    });
    expect(verdictOf(alarmed).verdict).toBe('go');
    expect(
      watchReview(alarmed, scorecard('liveness-probe'), later),
    ).toBeUndefined();
    expect(
      watchReview(alarmed, scorecard('runbooks', 'liveness-probe'), later),
    ).toEqual(raised(['runbooks', 'liveness-probe'], ['runbooks']));
  });

  it('clears the alarm when all is met again, and forgets it when the scorecard is frozen again', () => {
    const alarmed = [
      ...events,
      watchReview(go, scorecard('liveness-probe'), later)!,
    ];
    const cleared = watchReview(reduceReview(alarmed), scorecard(), later)!;
    expect(cleared).toMatchObject({ type: 'alarm-cleared' });
    expect(reduceReview([...alarmed, cleared]).alarm).toBeUndefined();
    const again = freezeAgain(reduceReview(alarmed), scorecard(), bob, later);
    expect(reduceReview([...alarmed, again]).alarm).toBeUndefined();
  });

  it('watches no review that is not signed, is no go, or has run out', () => {
    const bad = scorecard('runbooks');
    expect(watchReview(reduceReview([open()]), bad, later)).toBeUndefined();
    expect(
      watchReview(reduceReview(signedByBoth([open(bad)])), bad, later),
    ).toBeUndefined();
    const end = new Date(at.getTime() + (template.validDays + 1) * 86_400_000);
    expect(watchReview(go, bad, end)).toBeUndefined();
  });

  it('lets a condition stand in for its check', () => {
    const condition = {
      text: 'Add the probe',
      owner: checkout,
      dueDate: '2026-07-01',
      check: 'liveness-probe',
    };
    const opened = [open(scorecard('liveness-probe'))];
    const conditional = reduceReview(
      signedByBoth([
        ...opened,
        addCondition(reduceReview(opened), condition, 'c1', ann, at),
      ]),
    );
    expect(
      watchReview(conditional, scorecard('liveness-probe'), later),
    ).toBeUndefined();
    expect(watchReview(conditional, scorecard('runbooks'), later)).toEqual(
      raised(['runbooks'], ['runbooks']),
    );
  });
});

describe('who may do what', () => {
  const events = [open()];
  const review = reduceReview(events);

  it('keeps strangers out', () => {
    expect(() => open(scorecard(), eve)).toThrow('Only members of');
    expect(() => signReview(review, 'giving', eve, at)).toThrow('Only members');
    expect(() => freezeAgain(review, scorecard(), eve, at)).toThrow(
      'Only members',
    );
    expect(() => withdrawReview(review, 'why', eve, at)).toThrow(
      'Only members',
    );
    expect(signableRoles(review, eve)).toEqual([]);
  });

  it('lets each side sign for itself, once, and nobody for both', () => {
    expect(() => signReview(review, 'receiving', ann, at)).toThrow(
      `Only members of ${platform}`,
    );
    const signed = reduceReview([
      ...events,
      signReview(review, 'giving', both, at),
    ]);
    expect(() => signReview(signed, 'giving', ann, at)).toThrow(
      'has signed already',
    );
    expect(() => signReview(signed, 'receiving', both, at)).toThrow(
      'Nobody signs for both sides',
    );
    expect(signableRoles(signed, bob)).toEqual(['receiving']);
  });

  it('ends with its withdrawal', () => {
    const withdrawn = reduceReview([
      ...events,
      withdrawReview(review, 'Not now', ann, at),
    ]);
    expect(() => signReview(withdrawn, 'giving', ann, at)).toThrow(
      'was withdrawn',
    );
  });

  it('needs two teams', () => {
    expect(() =>
      openReview(
        {
          entityRef: 'component:default/orders',
          template,
          givingTeam: checkout,
          receivingTeam: checkout,
          scorecard: scorecard(),
        },
        ann,
        at,
      ),
    ).toThrow('must differ');
  });
});

describe('the log', () => {
  const events = signedByBoth([open()]);
  const log = events.reduce<Array<{ hash: string; event: ReviewEvent }>>(
    (before, event) => [
      ...before,
      { event, hash: chainHash(before.at(-1)?.hash ?? '', event) },
    ],
    [],
  );

  it('survives being exported as JSON', () => {
    const exported = JSON.parse(JSON.stringify(log)) as typeof log;
    expect(exported.map(({ event }) => reviewEventSchema.parse(event))).toEqual(
      exported.map(({ event }) => event),
    );
    expect(firstBrokenLink(exported)).toBeUndefined();
  });

  it('shows where an event was changed, left out or put in another place', () => {
    const forged = structuredClone(log);
    Object.assign(forged[1].event, { by: 'user:default/eve' });
    expect(firstBrokenLink(forged)).toBe(1);
    expect(firstBrokenLink([log[0], log[2]])).toBe(1);
    expect(firstBrokenLink([log[0], log[2], log[1]])).toBe(1);
  });
});
