import { ConflictError, InputError, NotAllowedError } from '@backstage/errors';
import { Actor } from '../review/transitions';
import { Check } from '../rubric/Rubric';
import { isAtLeast } from '../scorecard/level';
import {
  AttestationBasis,
  AttestationEvent,
  AttestationRequest,
} from './attestationEvents';
import { assertOwns } from './exemptions';

const day = 86_400_000;

/** @public */
export const attestationStates = [
  'unconfirmed',
  'active',
  'expired',
  'revoked',
  'invalidated',
] as const;

/** @public */
export type AttestationState = (typeof attestationStates)[number];

/** An attestation as its events tell it at a time. @public */
export interface AttestationClaim extends AttestationRequest {
  state: AttestationState;
  by: string;
  at: string;
  expiresAt: string;
  secondPerson: boolean;
  basis: AttestationBasis;
  confirmedBy?: string;
  /** Why it no longer holds. */
  note?: string;
}

/** The attestation that a log tells. @throws ConflictError for a log that does not start with one @public */
export function reduceAttestation(
  events: ReadonlyArray<AttestationEvent>,
  now: Date,
): AttestationClaim {
  const [attested, ...later] = events;
  if (attested?.type !== 'attested') {
    throw new ConflictError('The log of an attestation starts with it');
  }
  const { type: _type, ...stated } = attested;
  const claim: AttestationClaim = {
    ...stated,
    state: stated.secondPerson ? 'unconfirmed' : 'active',
  };
  for (const event of later) {
    if (event.type === 'confirmed') {
      claim.state = 'active';
      claim.confirmedBy = event.by;
    } else if (event.type !== 'attested') {
      claim.state = event.type;
      claim.note = event.note;
    }
  }
  const over = Date.parse(claim.expiresAt) <= now.getTime();
  return claim.state === 'active' && over
    ? { ...claim, state: 'expired' }
    : claim;
}

/**
 * States that a check is met. From L3 on, and where the check says so, a second person has to confirm it.
 * @throws InputError for a check that cannot be attested, NotAllowedError for a person who does not own the service
 * @public
 */
export function attest(
  request: AttestationRequest,
  check: Check,
  basis: AttestationBasis,
  actor: Actor,
  now: Date,
): AttestationEvent {
  if (!check.attestation) {
    throw new InputError(`check: ${check.id} cannot be attested`);
  }
  assertOwns(basis.owner, actor, 'attest');
  const { validDays, secondPerson } = check.attestation;
  return {
    type: 'attested',
    ...request,
    by: actor.userRef,
    at: now.toISOString(),
    expiresAt: new Date(now.getTime() + validDays * day).toISOString(),
    secondPerson: secondPerson || isAtLeast(check.level, 'L3'),
    basis,
  };
}

/**
 * Confirms what somebody else has attested.
 * @throws NotAllowedError for the same person, ConflictError when there is nothing to confirm
 * @public
 */
export function confirmAttestation(
  claim: AttestationClaim,
  actor: Actor,
  now: Date,
): AttestationEvent {
  if (claim.by === actor.userRef) {
    throw new NotAllowedError('Nobody confirms their own attestation');
  }
  if (claim.state !== 'unconfirmed') {
    throw new ConflictError(`The attestation is ${claim.state}`);
  }
  return { type: 'confirmed', by: actor.userRef, at: now.toISOString() };
}

/**
 * Takes an attestation back.
 * @throws NotAllowedError for a person who does not own the service, ConflictError when it does not hold anyway
 * @public
 */
export function revokeAttestation(
  claim: AttestationClaim,
  note: string,
  actor: Actor,
  now: Date,
): AttestationEvent {
  assertOwns(claim.basis.owner, actor, 'revoke the attestation');
  if (!['active', 'unconfirmed'].includes(claim.state)) {
    throw new ConflictError(`The attestation is ${claim.state}`);
  }
  return { type: 'revoked', by: actor.userRef, at: now.toISOString(), note };
}

/**
 * Voids an attestation when what it rests on has changed; undefined while it still holds. A major version or watched
 * paths that could not be seen, then or now, do not count as changed.
 * @public
 */
export function invalidateAttestation(
  claim: AttestationClaim,
  basis: AttestationBasis,
  now: Date,
): AttestationEvent | undefined {
  const changes = changesOf(claim.basis, basis);
  if (changes.length === 0) return undefined;
  return {
    type: 'invalidated',
    by: 'system',
    at: now.toISOString(),
    note: changes.join(' '),
  };
}

function changesOf(before: AttestationBasis, now: AttestationBasis): string[] {
  const changes = (['owner', 'repository'] as const)
    .filter(key => before[key] !== now[key])
    .map(
      key =>
        `The ${key} was ${before[key] ?? 'none'} and is ${now[key] ?? 'none'}.`,
    );
  const { majorVersion, watched } = before;
  if (
    majorVersion !== undefined &&
    now.majorVersion !== undefined &&
    majorVersion !== now.majorVersion
  ) {
    changes.push(
      `The major version was ${majorVersion} and is ${now.majorVersion}.`,
    );
  }
  if (
    watched &&
    now.watched &&
    watched.paths.join('\n') === now.watched.paths.join('\n') &&
    watched.digest !== now.watched.digest
  ) {
    changes.push(`What it rests on has changed: ${watched.paths.join(', ')}.`);
  }
  return changes;
}
