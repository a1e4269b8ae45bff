import { z } from 'zod';

const text = z.string().trim().min(1).max(2_000);
const act = z.object({ by: z.string(), at: z.string() });

/** What a person states. The evidence is for others to follow, so it is links. @public */
export const attestationRequestSchema = z.strictObject({
  entityRef: z.string().min(1).max(500),
  check: z.string().min(1).max(80),
  statement: text,
  evidence: z
    .array(z.url({ protocol: /^https?$/ }).max(500))
    .min(1)
    .max(10),
});

/** @public */
export type AttestationRequest = z.infer<typeof attestationRequestSchema>;

/** What an attestation rests on: when one of it changes, the attestation is void. @public */
export const attestationBasisSchema = z.object({
  owner: z.string().optional(),
  repository: z.string().optional(),
  /** As the manifest of the service says it. */
  majorVersion: z.string().optional(),
  /** The paths that the check watches, with a digest of what they hold. */
  watched: z
    .object({ paths: z.array(z.string()), digest: z.string() })
    .optional(),
});

/** @public */
export type AttestationBasis = z.infer<typeof attestationBasisSchema>;

/** What happened to an attestation. The log of events is the attestation. @public */
export const attestationEventSchema = z.discriminatedUnion('type', [
  act.extend({
    type: z.literal('attested'),
    ...attestationRequestSchema.shape,
    expiresAt: z.string(),
    /** A second person has to confirm it. */
    secondPerson: z.boolean(),
    basis: attestationBasisSchema,
  }),
  act.extend({ type: z.literal('confirmed') }),
  act.extend({ type: z.literal('revoked'), note: text }),
  act.extend({ type: z.literal('invalidated'), note: text }),
]);

/** @public */
export type AttestationEvent = z.infer<typeof attestationEventSchema>;
