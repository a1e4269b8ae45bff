import { z } from 'zod';
import {
  attestationBasisSchema,
  attestationEventSchema,
  attestationRequestSchema,
  attestationStates,
  exemptionEventSchema,
  exemptionRequestSchema,
  exemptionStates,
} from '../claims';
import { levelSchema } from '../rubric/Rubric';

/** An exemption with its log. @public */
export const exemptionRecordSchema = z.object({
  id: z.string(),
  ...exemptionRequestSchema.shape,
  level: levelSchema,
  state: z.enum(exemptionStates),
  requestedBy: z.string(),
  requestedAt: z.string(),
  decidedBy: z.string().optional(),
  decidedAt: z.string().optional(),
  expiresAt: z.string().optional(),
  note: z.string().optional(),
  history: z.array(exemptionEventSchema),
});

/** @public */
export type ExemptionRecord = z.infer<typeof exemptionRecordSchema>;

/** An attestation with its log. @public */
export const attestationRecordSchema = z.object({
  id: z.string(),
  ...attestationRequestSchema.shape,
  state: z.enum(attestationStates),
  by: z.string(),
  at: z.string(),
  expiresAt: z.string(),
  secondPerson: z.boolean(),
  basis: attestationBasisSchema,
  confirmedBy: z.string().optional(),
  note: z.string().optional(),
  history: z.array(attestationEventSchema),
});

/** @public */
export type AttestationRecord = z.infer<typeof attestationRecordSchema>;

/** @public */
export const decideExemptionRequestSchema = z.strictObject({
  approve: z.boolean(),
  note: z.string().trim().min(1).max(2_000).optional(),
});

/** @public */
export type DecideExemptionRequest = z.infer<
  typeof decideExemptionRequestSchema
>;

/** @public */
export const revokeRequestSchema = z.strictObject({
  note: z.string().trim().min(1).max(2_000),
});

/** Which claims a list shows; newest first. @public */
export interface ListClaimsRequest<State extends string> {
  entityRef?: string;
  check?: string;
  state?: State;
  cursor?: string;
  limit?: number;
}
