import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { BasicPermission } from '@backstage/plugin-permission-common';
import {
  attestationCreatePermission,
  attestationRequestSchema,
  attestationStates,
  decideExemptionRequestSchema,
  exemptionDecidePermission,
  exemptionRequestPermission,
  exemptionRequestSchema,
  exemptionStates,
  revokeRequestSchema,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { Request, RequestHandler, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import { requirePermission } from '../access/requirePermission';
import { audited } from '../audit/audited';
import { limitSchema } from './limitSchema';
import { parseInput } from './parseInput';
import { RouterOptions } from './RouterOptions';

const listShape = {
  entityRef: z.string().min(1).max(500).optional(),
  check: z.string().max(80).optional(),
  cursor: z.string().max(2_000).optional(),
  limit: limitSchema,
};
const exemptionsSchema = z.strictObject({
  ...listShape,
  state: z.enum(exemptionStates).optional(),
});
const attestationsSchema = z.strictObject({
  ...listShape,
  state: z.enum(attestationStates).optional(),
});
const emptySchema = z.strictObject({});

/** Exemptions and attestations. */
export function createClaimsRouter(options: RouterOptions): Router {
  const { auditor, httpAuth, permissions, exemptions, attestations } = options;
  const router = PromiseRouter();

  const list =
    <Query>(
      schema: z.ZodType<Query>,
      read: (
        query: Query,
        credentials: BackstageCredentials,
      ) => Promise<unknown>,
    ): RequestHandler =>
    async (request, response) => {
      const credentials = await httpAuth.credentials(request, {
        allow: ['user', 'service'],
      });
      const query = parseInput(schema, request.query);
      response.json(await read(query, credentials));
    };

  /** A route that writes: done by a user who has the permission, and put on record either way. */
  const change =
    <Body>(
      eventId: string,
      permission: BasicPermission,
      schema: z.ZodType<Body>,
      act: (
        body: Body,
        credentials: BackstageCredentials,
        request: Request,
      ) => Promise<object>,
    ): RequestHandler =>
    async (request, response) => {
      const credentials = await httpAuth.credentials(request, {
        allow: ['user'],
      });
      const record = await audited(
        auditor,
        { eventId, request, meta: { ...request.params } },
        async () => {
          await requirePermission(permissions, permission, credentials);
          const body = parseInput(schema, request.body);
          return act(body, credentials, request);
        },
      );
      response.status(201).json(record);
    };

  router.get(
    '/exemptions',
    list(exemptionsSchema, (query, credentials) =>
      exemptions.list(query, credentials),
    ),
  );
  router.post(
    '/exemptions',
    change(
      'exemption-request',
      exemptionRequestPermission,
      exemptionRequestSchema,
      (body, credentials) => exemptions.request(body, credentials),
    ),
  );
  router.post(
    '/exemptions/:id/decision',
    change(
      'exemption-decide',
      exemptionDecidePermission,
      decideExemptionRequestSchema,
      (body, credentials, { params }) =>
        exemptions.decide(params.id, body, credentials),
    ),
  );
  router.post(
    '/exemptions/:id/revocation',
    change(
      'exemption-revoke',
      exemptionDecidePermission,
      revokeRequestSchema,
      ({ note }, credentials, { params }) =>
        exemptions.revoke(params.id, note, credentials),
    ),
  );

  router.get(
    '/attestations',
    list(attestationsSchema, (query, credentials) =>
      attestations.list(query, credentials),
    ),
  );
  router.post(
    '/attestations',
    change(
      'attestation-create',
      attestationCreatePermission,
      attestationRequestSchema,
      (body, credentials) => attestations.attest(body, credentials),
    ),
  );
  router.post(
    '/attestations/:id/confirmation',
    change(
      'attestation-confirm',
      attestationCreatePermission,
      emptySchema,
      (_body, credentials, { params }) =>
        attestations.confirm(params.id, credentials),
    ),
  );
  router.post(
    '/attestations/:id/revocation',
    change(
      'attestation-revoke',
      attestationCreatePermission,
      revokeRequestSchema,
      ({ note }, credentials, { params }) =>
        attestations.revoke(params.id, note, credentials),
    ),
  );

  return router;
}
