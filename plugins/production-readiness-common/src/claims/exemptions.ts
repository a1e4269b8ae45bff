import { ConflictError, InputError, NotAllowedError } from '@backstage/errors';
import { Actor } from '../review/transitions';
import { Check, Level } from '../rubric/Rubric';
import { ExemptionEvent, ExemptionRequest } from './exemptionEvents';

/** How long an exemption may hold, in days: the more basic the check, the shorter. @public */
export const maxExemptionDays: Record<Level, number> = {
  L1: 30,
  L2: 60,
  L3: 90,
  L4: 180,
};

/** Days before its end from which an exemption counts as expiring. */
const expiringDays = 14;
const day = 86_400_000;

/** @public */
export const exemptionStates = [
  'requested',
  'denied',
  'active',
  'expiring',
  'expired',
  'revoked',
] as const;

/** @public */
export type ExemptionState = (typeof exemptionStates)[number];

/** An exemption as its events tell it at a time. @public */
export interface ExemptionClaim extends ExemptionRequest {
  level: Level;
  state: ExemptionState;
  requestedBy: string;
  requestedAt: string;
  decidedBy?: string;
  decidedAt?: string;
  expiresAt?: string;
  note?: string;
}

/** The exemption that a log tells. @throws ConflictError for a log that does not start with a request @public */
export function reduceExemption(
  events: ReadonlyArray<ExemptionEvent>,
  now: Date,
): ExemptionClaim {
  const [requested, ...later] = events;
  if (requested?.type !== 'requested') {
    throw new ConflictError('The log of an exemption starts with its request');
  }
  const { type: _type, by, at, ...asked } = requested;
  const claim: ExemptionClaim = {
    ...asked,
    state: 'requested',
    requestedBy: by,
    requestedAt: at,
  };
  for (const event of later) {
    if (event.type === 'requested') continue;
    claim.decidedBy = event.by;
    claim.decidedAt = event.at;
    claim.note = event.note;
    if (event.type === 'approved') {
      claim.state = 'active';
      claim.expiresAt = event.expiresAt;
    } else {
      claim.state = event.type;
    }
  }
  return { ...claim, state: agedState(claim, now) };
}

function agedState(
  { state, expiresAt }: Pick<ExemptionClaim, 'state' | 'expiresAt'>,
  now: Date,
): ExemptionState {
  if (state !== 'active' || expiresAt === undefined) return state;
  const left = Date.parse(expiresAt) - now.getTime();
  if (left <= 0) return 'expired';
  return left <= expiringDays * day ? 'expiring' : 'active';
}

/**
 * Asks for an exemption of a service from one check.
 * @throws InputError for a check that is not exemptable or a time that is too long, NotAllowedError for a person who
 * does not own the service
 * @public
 */
export function requestExemption(
  request: ExemptionRequest,
  check: Check,
  owner: string | undefined,
  actor: Actor,
  now: Date,
): ExemptionEvent {
  if (!check.exemptable) {
    throw new InputError(`check: nothing is exempt from ${check.id}`);
  }
  const most = maxExemptionDays[check.level];
  if (request.days > most) {
    throw new InputError(
      `days: an exemption from a check of ${check.level} holds for ${most} days at most`,
    );
  }
  assertOwns(owner, actor, 'request an exemption');
  return {
    type: 'requested',
    ...request,
    level: check.level,
    by: actor.userRef,
    at: now.toISOString(),
  };
}

/**
 * Approves or denies an exemption.
 * @throws NotAllowedError for the person who asked for it, ConflictError when it is decided already
 * @public
 */
export function decideExemption(
  claim: ExemptionClaim,
  decision: { approve: boolean; note?: string },
  actor: Actor,
  now: Date,
): ExemptionEvent {
  if (claim.requestedBy === actor.userRef) {
    throw new NotAllowedError('Nobody decides on their own request');
  }
  if (claim.state !== 'requested') {
    throw new ConflictError(`The exemption is ${claim.state} already`);
  }
  const base = { by: actor.userRef, at: now.toISOString() };
  const { approve, note } = decision;
  if (approve) {
    const expiresAt = new Date(now.getTime() + claim.days * day).toISOString();
    return { type: 'approved', ...base, note, expiresAt };
  }
  if (!note) throw new InputError('note: say why it is denied');
  return { type: 'denied', ...base, note };
}

/** Ends an exemption before its time. @throws ConflictError for one that does not hold @public */
export function revokeExemption(
  claim: ExemptionClaim,
  note: string,
  actor: Actor,
  now: Date,
): ExemptionEvent {
  if (!['active', 'expiring'].includes(claim.state)) {
    throw new ConflictError(`The exemption is ${claim.state}`);
  }
  return {
    type: 'revoked',
    by: actor.userRef,
    at: now.toISOString(),
    note,
  };
}

/** @throws NotAllowedError for a person who is not of the owning team @public */
export function assertOwns(
  owner: string | undefined,
  { userRef, ownershipRefs }: Actor,
  act: string,
): void {
  if (owner && (owner === userRef || ownershipRefs.includes(owner))) return;
  throw new NotAllowedError(
    owner
      ? `Only members of ${owner} can ${act}`
      : `The service has no owner, so nobody can ${act}`,
  );
}
