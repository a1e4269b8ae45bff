import {
  Attestation,
  AttestationBasis,
  AttestationEvent,
  attestationEventSchema,
  Exemption,
  exemptionEventSchema,
  invalidateAttestation,
  reduceAttestation,
  reduceExemption,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { ClaimStore } from '../database/ClaimStore';
import { attestationSummary } from './AttestationService';

/** What people claim of one service. */
export interface ClaimsInForce {
  attestations: Attestation[];
  exemptions: Exemption[];
  /** When the first of them ends; milliseconds since the epoch. */
  nextEnd?: number;
}

/**
 * The claims that count in an evaluation. An attestation whose basis has changed is void from here on, and says so in
 * its log.
 */
export async function claimsInForce(
  claims: ClaimStore,
  entityRef: string,
  basis: AttestationBasis,
  now: Date,
): Promise<ClaimsInForce> {
  const found: ClaimsInForce = { attestations: [], exemptions: [] };
  const ends: number[] = [];
  for (const { id, kind, events } of await claims.inForce([entityRef])) {
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
      ends.push(Date.parse(expiresAt));
    } else {
      const log = events.map(event => attestationEventSchema.parse(event));
      const claim = reduceAttestation(log, now);
      const voided = invalidateAttestation(claim, basis, now);
      if (voided) {
        await invalidate(claims, id, log, voided);
        continue;
      }
      const { check, statement, evidence, by, at, expiresAt, confirmedBy } =
        claim;
      found.attestations.push({
        id,
        check,
        statement,
        evidence,
        by,
        at,
        expiresAt,
        confirmedBy,
      });
      ends.push(Date.parse(expiresAt));
    }
  }
  const ahead = ends.filter(end => end > now.getTime());
  return ahead.length > 0 ? { ...found, nextEnd: Math.min(...ahead) } : found;
}

async function invalidate(
  claims: ClaimStore,
  id: string,
  log: AttestationEvent[],
  event: AttestationEvent,
): Promise<void> {
  await claims.append(
    log.length,
    event,
    attestationSummary(id, [...log, event]),
  );
}
