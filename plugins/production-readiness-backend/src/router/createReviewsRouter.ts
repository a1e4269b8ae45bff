import {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import { BasicPermission } from '@backstage/plugin-permission-common';
import {
  addConditionRequestSchema,
  meetConditionRequestSchema,
  openReviewRequestSchema,
  ReviewRecord,
  reviewCreatePermission,
  reviewSignPermission,
  reviewTriggers,
  signReviewRequestSchema,
  withdrawReviewRequestSchema,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { Request, RequestHandler, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import { requirePermission } from '../access/requirePermission';
import { audited } from '../audit/audited';
import { limitSchema } from './limitSchema';
import { parseInput } from './parseInput';
import { RouterOptions } from './RouterOptions';

const listSchema = z.strictObject({
  entityRef: z.string().min(1).max(500).optional(),
  trigger: z.enum(reviewTriggers).optional(),
  cursor: z.string().max(2_000).optional(),
  limit: limitSchema,
});

const emptySchema = z.strictObject({});

export function createReviewsRouter(options: RouterOptions): Router {
  const { auditor, httpAuth, permissions, reviews } = options;
  const router = PromiseRouter();

  /** A route that changes a review: done by a user who has the permission, and put on record either way. */
  const change = <Body>(
    eventId: string,
    permission: BasicPermission,
    schema: z.ZodType<Body>,
    act: (
      request: Request,
      body: Body,
      credentials: BackstageCredentials<BackstageUserPrincipal>,
    ) => Promise<ReviewRecord>,
  ): RequestHandler => {
    return async (request, response) => {
      const credentials = await httpAuth.credentials(request, {
        allow: ['user'],
      });
      const record = await audited(
        auditor,
        { eventId, request, meta: { ...request.params } },
        async () => {
          await requirePermission(permissions, permission, credentials);
          return act(request, parseInput(schema, request.body), credentials);
        },
      );
      response.status(201).json(record);
    };
  };

  router.get('/', async (request, response) => {
    const credentials = await httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
    const query = parseInput(listSchema, request.query);
    response.json(await reviews.list(query, credentials));
  });

  router.get('/:id', async (request, response) => {
    const credentials = await httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
    response.json(await reviews.get(request.params.id, credentials));
  });

  router.post(
    '/',
    change(
      'review-open',
      reviewCreatePermission,
      openReviewRequestSchema,
      (_request, body, credentials) => reviews.open(body, credentials),
    ),
  );

  router.post(
    '/:id/signatures',
    change(
      'review-sign',
      reviewSignPermission,
      signReviewRequestSchema,
      ({ params }, body, credentials) =>
        reviews.sign(params.id, body, credentials),
    ),
  );

  router.post(
    '/:id/snapshots',
    change(
      'review-freeze-again',
      reviewCreatePermission,
      emptySchema,
      ({ params }, _body, credentials) =>
        reviews.freezeAgain(params.id, credentials),
    ),
  );

  router.post(
    '/:id/conditions',
    change(
      'review-condition-add',
      reviewCreatePermission,
      addConditionRequestSchema,
      ({ params }, body, credentials) =>
        reviews.addCondition(params.id, body, credentials),
    ),
  );

  router.post(
    '/:id/conditions/:condition/met',
    change(
      'review-condition-meet',
      reviewSignPermission,
      meetConditionRequestSchema,
      ({ params }, { note }, credentials) =>
        reviews.meetCondition(params.id, params.condition, note, credentials),
    ),
  );

  router.post(
    '/:id/withdrawal',
    change(
      'review-withdraw',
      reviewCreatePermission,
      withdrawReviewRequestSchema,
      ({ params }, { reason }, credentials) =>
        reviews.withdraw(params.id, reason, credentials),
    ),
  );

  return router;
}
