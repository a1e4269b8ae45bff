import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  resultStateSchema,
  rollupDimensions,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { Request, RequestHandler, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import { limitSchema } from './limitSchema';
import { parseInput } from './parseInput';
import { RouterOptions } from './RouterOptions';

const cursor = z.string().max(2_000).optional();
const by = z.enum(rollupDimensions);
const reference = z.string().min(1).max(500);
const days = z.coerce.number().int().min(1).max(400).optional();

const levelsSchema = z.strictObject({
  by,
  under: reference.optional(),
  cursor,
  limit: limitSchema,
});
const trendSchema = z.strictObject({ by, key: reference.optional(), days });
const moversSchema = z.strictObject({ days, cursor, limit: limitSchema });
const resultsSchema = z.strictObject({
  state: resultStateSchema.optional(),
  owner: reference.optional(),
  cursor,
  limit: limitSchema,
});

/** Counts over the fleet, and the services behind them. */
export function createRollupsRouter(options: RouterOptions): Router {
  const { httpAuth, rollups } = options;
  const router = PromiseRouter();

  const read =
    <Query>(
      schema: z.ZodType<Query>,
      act: (
        query: Query,
        credentials: BackstageCredentials,
        request: Request,
      ) => Promise<object>,
    ): RequestHandler =>
    async (request, response) => {
      const credentials = await httpAuth.credentials(request, {
        allow: ['user', 'service'],
      });
      const query = parseInput(schema, request.query);
      response.json(await act(query, credentials, request));
    };

  router.get(
    '/rollups/levels',
    read(levelsSchema, (query, credentials) =>
      rollups.levels(query, credentials),
    ),
  );
  router.get(
    '/rollups/checks',
    read(z.strictObject({}), async (_query, credentials) => ({
      items: await rollups.checks(credentials),
    })),
  );
  router.get(
    '/rollups/trend',
    read(trendSchema, async (query, credentials) => ({
      items: await rollups.trend(query, credentials),
    })),
  );
  router.get(
    '/rollups/movers',
    read(moversSchema, (query, credentials) =>
      rollups.movers(query, credentials),
    ),
  );
  router.get(
    '/checks/:check/results',
    read(resultsSchema, (query, credentials, { params }) =>
      rollups.checkResults(params.check, query, credentials),
    ),
  );

  return router;
}
