import {
  AttestationClaim,
  AttestationEvent,
  ExemptionClaim,
  ExemptionEvent,
  reduceAttestation,
  reduceExemption,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { ClaimKind, ClaimSummary } from '../database/ClaimStore';

/** What every claim has, whatever its kind. */
export interface AnyClaim {
  entityRef: string;
  check: string;
  state: string;
  expiresAt?: string;
}

/** What tells one kind of claim from the other. */
export interface ClaimRules<Event extends object, Claim extends AnyClaim> {
  kind: ClaimKind;
  reduce(events: ReadonlyArray<Event>, now: Date): Claim;
  openedAt(claim: Claim): string;
}

export const attestationRules: ClaimRules<AttestationEvent, AttestationClaim> =
  {
    kind: 'attestation',
    reduce: reduceAttestation,
    openedAt: ({ at }) => at,
  };

export const exemptionRules: ClaimRules<ExemptionEvent, ExemptionClaim> = {
  kind: 'exemption',
  reduce: reduceExemption,
  openedAt: ({ requestedAt }) => requestedAt,
};

/** How a claim is stored: without regard to the time, which goes on. */
export function summaryOf<Event extends object, Claim extends AnyClaim>(
  rules: ClaimRules<Event, Claim>,
  id: string,
  events: Event[],
): ClaimSummary {
  const claim = rules.reduce(events, new Date(0));
  const { entityRef, check, state, expiresAt } = claim;
  return {
    id,
    kind: rules.kind,
    entityRef,
    check,
    state,
    openedAt: rules.openedAt(claim),
    expiresAt,
  };
}
