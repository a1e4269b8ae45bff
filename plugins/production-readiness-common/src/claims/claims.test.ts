import { defaultRubric } from '../rubric';
import {
  attest,
  confirmAttestation,
  invalidateAttestation,
  reduceAttestation,
  revokeAttestation,
} from './attestations';
import {
  decideExemption,
  reduceExemption,
  requestExemption,
  revokeExemption,
} from './exemptions';
import { ExemptionRequest } from './exemptionEvents';

const now = new Date('2026-06-01T00:00:00.000Z');
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000);
const owner = 'group:default/shop';
const actor = (name: string, ...groups: string[]) => ({
  userRef: `user:default/${name}`,
  ownershipRefs: [`user:default/${name}`, ...groups],
});
const dev = actor('dev', owner);
const lead = actor('lead');

const [template] = defaultRubric().checks;
const check = {
  ...template.check,
  level: 'L3' as const,
  exemptable: true,
  attestation: { validDays: 30, secondPerson: false },
};
const entityRef = 'component:default/orders';

describe('an exemption', () => {
  const request: ExemptionRequest = {
    entityRef,
    check: check.id,
    reason: 'The vendor ships it in July',
    compensatingControl: 'Watched by hand',
    days: 30,
  };
  const requested = requestExemption(request, check, owner, dev, now);

  it('is requested, approved by somebody else, expires', () => {
    const approved = decideExemption(
      reduceExemption([requested], now),
      { approve: true },
      lead,
      now,
    );
    const stateIn = (days: number) =>
      reduceExemption([requested, approved], inDays(days)).state;
    expect([0, 15.9, 16, 29.9, 30].map(stateIn)).toEqual([
      'active',
      'active',
      'expiring',
      'expiring',
      'expired',
    ]);
    const claim = reduceExemption([requested, approved], now);
    expect(claim).toMatchObject({
      requestedBy: dev.userRef,
      decidedBy: lead.userRef,
      expiresAt: inDays(30).toISOString(),
    });
    const revoked = revokeExemption(claim, 'It was used', lead, now);
    expect(reduceExemption([requested, approved, revoked], now).state).toBe(
      'revoked',
    );
    expect(() => decideExemption(claim, { approve: true }, lead, now)).toThrow(
      'active already',
    );
  });

  it('is refused to whoever may not have it', () => {
    const waiting = reduceExemption([requested], now);
    expect(() => decideExemption(waiting, { approve: true }, dev, now)).toThrow(
      'Nobody decides on their own request',
    );
    expect(() =>
      decideExemption(waiting, { approve: false }, lead, now),
    ).toThrow('say why');
    expect(() => revokeExemption(waiting, 'no', lead, now)).toThrow(
      'requested',
    );
    expect(() => requestExemption(request, check, owner, lead, now)).toThrow(
      'Only members of group:default/shop',
    );
    expect(() =>
      requestExemption(
        request,
        { ...check, exemptable: false },
        owner,
        dev,
        now,
      ),
    ).toThrow('nothing is exempt');
    expect(() =>
      requestExemption({ ...request, days: 91 }, check, owner, dev, now),
    ).toThrow('90 days at most');
  });
});

describe('an attestation', () => {
  const request = {
    entityRef,
    check: check.id,
    statement: 'We restored it',
    evidence: ['https://wiki.example.com/drill'],
  };
  const basis = { owner, repository: 'git.example.com/acme/orders' };
  const attested = attest(request, check, basis, dev, now);

  it('needs a second person from L3 on, and expires', () => {
    const waiting = reduceAttestation([attested], now);
    expect(waiting.state).toBe('unconfirmed');
    expect(() => confirmAttestation(waiting, dev, now)).toThrow(
      'Nobody confirms their own',
    );
    const confirmed = confirmAttestation(waiting, lead, now);
    const claim = reduceAttestation([attested, confirmed], now);
    expect(claim).toMatchObject({ state: 'active', confirmedBy: lead.userRef });
    expect(() => confirmAttestation(claim, lead, now)).toThrow('is active');
    expect(reduceAttestation([attested, confirmed], inDays(30)).state).toBe(
      'expired',
    );
    const revoked = revokeAttestation(claim, 'It was wrong', dev, now);
    expect(reduceAttestation([attested, confirmed, revoked], now).state).toBe(
      'revoked',
    );
    expect(
      reduceAttestation(
        [attest(request, { ...check, level: 'L2' }, basis, dev, now)],
        now,
      ).state,
    ).toBe('active');
  });

  it('is void when the owner or the repository changes', () => {
    const claim = reduceAttestation([attested], now);
    expect(invalidateAttestation(claim, basis, now)).toBeUndefined();
    const event = invalidateAttestation(
      claim,
      { ...basis, owner: 'group:default/platform' },
      now,
    );
    expect(event).toMatchObject({
      note: 'The owner was group:default/shop and is group:default/platform.',
    });
    expect(event && reduceAttestation([attested, event], now).state).toBe(
      'invalidated',
    );
  });

  it('is void when the major version or what it watches changes, where both can be seen', () => {
    const watched = { paths: ['drill/**'], digest: 'a' };
    const rests = { ...basis, majorVersion: '1', watched };
    const event = attest(request, check, rests, dev, now);
    const claim = reduceAttestation([event], now);
    const noteOf = (change: object) => {
      const voided = invalidateAttestation(claim, { ...rests, ...change }, now);
      return voided && 'note' in voided ? voided.note : undefined;
    };
    expect(noteOf({ majorVersion: '2' })).toBe(
      'The major version was 1 and is 2.',
    );
    expect(noteOf({ watched: { ...watched, digest: 'b' } })).toBe(
      'What it rests on has changed: drill/**.',
    );
    expect(noteOf({ majorVersion: undefined, watched: undefined })).toBe(
      undefined,
    );
    expect(noteOf({ watched: { paths: ['docs/**'], digest: 'b' } })).toBe(
      undefined,
    );
  });

  it('is refused for what cannot be attested, and by strangers', () => {
    expect(() =>
      attest(request, { ...check, attestation: undefined }, basis, dev, now),
    ).toThrow('cannot be attested');
    expect(() => attest(request, check, basis, lead, now)).toThrow(
      'Only members of',
    );
    expect(() => attest(request, check, {}, dev, now)).toThrow('has no owner');
  });
});
