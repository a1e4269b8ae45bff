import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  evaluationCreatePermission,
  levelSchema,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import { requirePermission } from '../access/requirePermission';
import { audited } from '../audit/audited';
import { limitSchema } from './limitSchema';
import { parseInput } from './parseInput';
import { RouterOptions } from './RouterOptions';

const text = z.string().min(1).max(500).optional();

const listSchema = z.strictObject({
  level: levelSchema.or(z.literal('none')).optional(),
  owner: text,
  under: text,
  system: text,
  domain: text,
  type: text,
  lifecycle: text,
  tag: text,
  blocked: z.stringbool().optional(),
  sort: z.enum(['name', 'level', '-level']).optional(),
  cursor: z.string().max(2_000).optional(),
  limit: limitSchema,
});

const entityPath = '/:kind/:namespace/:name';

export function createScorecardsRouter(options: RouterOptions): Router {
  const { auditor, httpAuth, permissions, scorecards } = options;
  const router = PromiseRouter();

  router.get('/', async (request, response) => {
    const credentials = await httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
    const query = parseInput(listSchema, request.query);
    response.json(await scorecards.list(query, credentials));
  });

  router.get(entityPath, async (request, response) => {
    const credentials = await httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
    const entityRef = stringifyEntityRef(request.params);
    response.json(await scorecards.get(entityRef, credentials));
  });

  router.post(`${entityPath}/evaluations`, async (request, response) => {
    const credentials = await httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
    const entityRef = stringifyEntityRef(request.params);
    const answer = await audited(
      auditor,
      { eventId: 'evaluation-request', request, meta: { entityRef } },
      async () => {
        await requirePermission(
          permissions,
          evaluationCreatePermission,
          credentials,
        );
        return scorecards.requestEvaluation(entityRef, credentials);
      },
    );
    response.status(202).json(answer);
  });

  return router;
}
