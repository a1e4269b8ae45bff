import { operationsReadPermission } from '@goldenpath/backstage-plugin-production-readiness-common';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import { requirePermission } from '../access/requirePermission';
import { limitSchema } from './limitSchema';
import { parseInput } from './parseInput';
import { RouterOptions } from './RouterOptions';

const pageSchema = z.strictObject({
  cursor: z.string().max(2_000).optional(),
  limit: limitSchema,
});

/** How the work of the backend stands. */
export function createOperationsRouter(options: RouterOptions): Router {
  const { httpAuth, operations, permissions } = options;
  const router = PromiseRouter();

  router.get('/health', async (request, response) => {
    const credentials = await httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
    await requirePermission(permissions, operationsReadPermission, credentials);
    response.json(await operations.health());
  });

  router.get('/failures', async (request, response) => {
    const credentials = await httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
    await requirePermission(permissions, operationsReadPermission, credentials);
    const page = parseInput(pageSchema, request.query);
    response.json(await operations.failures(page, credentials));
  });

  return router;
}
