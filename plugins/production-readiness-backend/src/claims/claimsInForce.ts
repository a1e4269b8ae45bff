import {
  Attestation,
  AttestationBasis,
  AttestationClaim,
  AttestationEvent,
  attestationEventSchema,
  Exemption,
  exemptionEventSchema,
  invalidateAttestation,
  reduceAttestation,
  reduceExemption,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { ClaimStore } from '../database/ClaimStore';
import { attestationRules, summaryOf } from './claimRules';

/** What people claim of one service. */
export interface ClaimsInForce {
  attestations: Attestation[];
  exemptions: Exemption[];
  /** When the first of them ends; milliseconds since the epoch. */
  nextEnd?: number;
  /** Attestations that what they rest on has voided. */
  voided: Array<{
    id: string;
    log: AttestationEvent[];
    event: AttestationEvent;
  }>;
}

/** Claims with their logs, as stored. */
export type StoredClaims = Awaited<ReturnType<ClaimStore['inForce']>>;

/** Claims by the service that they are about. */
export function claimsOf(claims: StoredClaims): Map<string, StoredClaims> {
  const byService = new Map<string, StoredClaims>();
  for (const claim of claims) {
    const others = byService.get(claim.entityRef);
    if (others) others.push(claim);
    else byService.set(claim.entityRef, [claim]);
  }
  return byService;
}

/** The claims that count in an evaluation. */
export function reduceClaims(
  claims: StoredClaims,
  basisFor: (check: string) => AttestationBasis,
  now: Date,
): ClaimsInForce {
  const found: ClaimsInForce = { attestations: [], exemptions: [], voided: [] };
  for (const { id, kind, events } of claims) {
    if (kind === 'exemption') {
      const log = events.map(event => exemptionEventSchema.parse(event));
      const { check, reason, decidedBy, expiresAt } = reduceExemption(log, now);
      if (!decidedBy || !expiresAt) continue;
      found.exemptions.push({
        id,
        check,
        reason,
        approvedBy: decidedBy,
        expiresAt,
      });
    } else {
      const log = events.map(event => attestationEventSchema.parse(event));
      const claim = reduceAttestation(log, now);
      const event = invalidateAttestation(claim, basisFor(claim.check), now);
      if (event) found.voided.push({ id, log, event });
      else found.attestations.push({ id, ...attestationOf(claim) });
    }
  }
  const ahead = [...found.attestations, ...found.exemptions]
    .map(({ expiresAt }) => Date.parse(expiresAt))
    .filter(end => end > now.getTime());
  if (ahead.length > 0) found.nextEnd = Math.min(...ahead);
  return found;
}

function attestationOf(claim: AttestationClaim): Omit<Attestation, 'id'> {
  const { check, statement, evidence, by, at, expiresAt, confirmedBy } = claim;
  return { check, statement, evidence, by, at, expiresAt, confirmedBy };
}

/** Puts on record that attestations are void. */
export async function recordVoided(
  claims: ClaimStore,
  voided: ClaimsInForce['voided'],
): Promise<void> {
  for (const { id, log, event } of voided) {
    const history = [...log, event];
    await claims.append(
      log.length,
      event,
      summaryOf(attestationRules, id, history),
    );
  }
}
