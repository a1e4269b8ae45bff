import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  factPushPermission,
  factPushSchema,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import express, { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { requirePermission } from '../access/requirePermission';
import { audited } from '../audit/audited';
import { parseInput } from './parseInput';
import { RouterOptions } from './RouterOptions';

/** Where pipelines report facts. */
export function createFactsRouter(options: RouterOptions): Router {
  const { auditor, facts, httpAuth, permissions } = options;
  const router = PromiseRouter();
  router.use(express.json({ limit: '1mb' }));

  router.post('/:kind/:namespace/:name', async (request, response) => {
    const credentials = await httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
    const entityRef = stringifyEntityRef(request.params);
    const answer = await audited(
      auditor,
      { eventId: 'fact-push', request, meta: { entityRef } },
      async () => {
        await requirePermission(permissions, factPushPermission, credentials);
        const body = parseInput(factPushSchema, request.body);
        return facts.push(entityRef, body, credentials);
      },
    );
    response.status(202).json(answer);
  });

  return router;
}
