import {
  previewRequestSchema,
  rubricPreviewPermission,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import express, { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import { requirePermission } from '../access/requirePermission';
import { audited } from '../audit/audited';
import { limitSchema } from './limitSchema';
import { parseInput } from './parseInput';
import { RouterOptions } from './RouterOptions';

const pageSchema = z.strictObject({
  cursor: z.string().max(2_000).optional(),
  limit: limitSchema,
});

/** The rubric in force, and previews of drafts. */
export function createRubricRouter(options: RouterOptions): Router {
  const { auditor, httpAuth, permissions, previews, rubric } = options;
  const router = PromiseRouter();
  // A rubric is longer than the bodies of other requests.
  router.use('/previews', express.json({ limit: '3mb' }));

  router.get('/', async (request, response) => {
    await httpAuth.credentials(request, { allow: ['user', 'service'] });
    response.json({ hash: rubric.hash, rubric: rubric.document });
  });

  router.post('/previews', async (request, response) => {
    const credentials = await httpAuth.credentials(request, {
      allow: ['user'],
    });
    const preview = await audited(
      auditor,
      { eventId: 'rubric-preview', request },
      async () => {
        await requirePermission(
          permissions,
          rubricPreviewPermission,
          credentials,
        );
        const body = parseInput(previewRequestSchema, request.body);
        return previews.request(body, credentials);
      },
    );
    response.status(202).json(preview);
  });

  router.get('/previews/:id', async (request, response) => {
    const credentials = await httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
    response.json(await previews.get(request.params.id, credentials));
  });

  router.get('/previews/:id/changes', async (request, response) => {
    const credentials = await httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
    const page = parseInput(pageSchema, request.query);
    response.json(await previews.changes(request.params.id, page, credentials));
  });

  return router;
}
