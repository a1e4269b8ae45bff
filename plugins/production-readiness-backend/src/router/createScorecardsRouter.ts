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
import { badge } from '../export/badge';
import { csvHeader, csvRow } from '../export/toCsv';
import { limitSchema } from './limitSchema';
import { parseInput } from './parseInput';
import { RouterOptions } from './RouterOptions';

const text = z.string().min(1).max(500).optional();

const listSchema = z.strictObject({
  level: levelSchema.or(z.literal('none')).optional(),
  below: levelSchema.optional(),
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

const exportSchema = listSchema.omit({ cursor: true, limit: true });

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

  router.get('/export/csv', async (request, response) => {
    const credentials = await httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
    const query = parseInput(exportSchema, request.query);
    response.type('text/csv; charset=utf-8');
    response.attachment('scorecards.csv');
    response.write(csvHeader());
    let cursor: string | undefined;
    do {
      const page = await scorecards.list(
        { ...query, cursor, limit: 500 },
        credentials,
      );
      response.write(page.items.map(csvRow).join(''));
      cursor = page.nextCursor;
    } while (cursor && !response.destroyed);
    response.end();
  });

  router.get(`${entityPath}/badge.svg`, async (request, response) => {
    const credentials = await httpAuth.credentials(request, {
      allow: ['user', 'service'],
      allowLimitedAccess: true,
    });
    const entityRef = stringifyEntityRef(request.params);
    const svg = badge(await scorecards.get(entityRef, credentials));
    response.type('image/svg+xml').set('cache-control', 'private, max-age=60');
    response.send(svg);
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
