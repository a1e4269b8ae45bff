import { z } from 'zod';

/** A person's signed statement that a check is met. Times are ISO 8601. @public */
export const attestationSchema = z.object({
  id: z.string(),
  check: z.string(),
  statement: z.string(),
  evidence: z.array(z.string()),
  by: z.string(),
  at: z.string(),
  expiresAt: z.string(),
  /** The second person, where the check asks for one. */
  confirmedBy: z.string().optional(),
});

/** @public */
export type Attestation = z.infer<typeof attestationSchema>;

/** An approved, expiring waiver of one check for one service. Times are ISO 8601. @public */
export const exemptionSchema = z.object({
  id: z.string(),
  check: z.string(),
  reason: z.string(),
  approvedBy: z.string(),
  expiresAt: z.string(),
});

/** @public */
export type Exemption = z.infer<typeof exemptionSchema>;
