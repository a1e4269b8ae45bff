import { z } from 'zod';
import {
  attestationRequestSchema,
  attestationStates,
  exemptionRequestSchema,
  exemptionStates,
} from '../../claims';
import {
  attestationRecordSchema,
  decideExemptionRequestSchema,
  exemptionRecordSchema,
  revokeRequestSchema,
} from '../claims';
import { pageSchema } from '../wire';
import { defineRoute } from './ApiRoute';
import { pageParameters, referenceSchema } from './parameters';

const exemptionRecord = { status: 201, schema: exemptionRecordSchema };
const attestationRecord = { status: 201, schema: attestationRecordSchema };
const refusals = [403, 404, 409] as const;
const shape = {
  entityRef: referenceSchema.optional(),
  check: z.string().max(80).optional(),
  ...pageParameters,
};

/** Which exemptions a list shows; newest first. @public */
export const listExemptionsQuerySchema = z.strictObject({
  ...shape,
  state: z.enum(exemptionStates).optional(),
});

/** Which attestations a list shows; newest first. @public */
export const listAttestationsQuerySchema = z.strictObject({
  ...shape,
  state: z.enum(attestationStates).optional(),
});

/** @public */
export const exemptionRoutes = {
  listExemptions: defineRoute({
    id: 'listExemptions',
    method: 'get',
    path: '/exemptions',
    tag: 'exemptions',
    summary: 'Lists exemptions, newest first',
    query: listExemptionsQuerySchema,
    answer: { status: 200, schema: pageSchema(exemptionRecordSchema) },
    errors: [],
  }),
  requestExemption: defineRoute({
    id: 'requestExemption',
    method: 'post',
    path: '/exemptions',
    tag: 'exemptions',
    summary: 'Asks for an exemption of a service from one check',
    body: exemptionRequestSchema,
    answer: exemptionRecord,
    errors: refusals,
  }),
  decideExemption: defineRoute({
    id: 'decideExemption',
    method: 'post',
    path: '/exemptions/:id/decision',
    tag: 'exemptions',
    summary: 'Approves or denies an exemption that somebody else asked for',
    body: decideExemptionRequestSchema,
    answer: exemptionRecord,
    errors: refusals,
  }),
  revokeExemption: defineRoute({
    id: 'revokeExemption',
    method: 'post',
    path: '/exemptions/:id/revocation',
    tag: 'exemptions',
    summary: 'Ends an exemption before its time',
    body: revokeRequestSchema,
    answer: exemptionRecord,
    errors: refusals,
  }),
};

/** @public */
export const attestationRoutes = {
  listAttestations: defineRoute({
    id: 'listAttestations',
    method: 'get',
    path: '/attestations',
    tag: 'attestations',
    summary: 'Lists attestations, newest first',
    query: listAttestationsQuerySchema,
    answer: { status: 200, schema: pageSchema(attestationRecordSchema) },
    errors: [],
  }),
  attest: defineRoute({
    id: 'attest',
    method: 'post',
    path: '/attestations',
    tag: 'attestations',
    summary: 'States, with evidence, that a service meets a check',
    body: attestationRequestSchema,
    answer: attestationRecord,
    errors: refusals,
  }),
  confirmAttestation: defineRoute({
    id: 'confirmAttestation',
    method: 'post',
    path: '/attestations/:id/confirmation',
    tag: 'attestations',
    summary: 'Confirms what somebody else has attested',
    answer: attestationRecord,
    errors: refusals,
  }),
  revokeAttestation: defineRoute({
    id: 'revokeAttestation',
    method: 'post',
    path: '/attestations/:id/revocation',
    tag: 'attestations',
    summary: 'Takes an attestation back',
    body: revokeRequestSchema,
    answer: attestationRecord,
    errors: refusals,
  }),
};
