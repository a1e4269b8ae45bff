import { z } from 'zod';
import { resultStateSchema } from '../../scorecard/Scorecard';
import {
  checkResultSchema,
  checkRollupSchema,
  levelRollupSchema,
  moverSchema,
  rollupDimensions,
  trendPointSchema,
} from '../rollups';
import { pageSchema } from '../wire';
import { defineRoute } from './ApiRoute';
import { pageParameters, referenceSchema } from './parameters';

const tag = 'rollups';
const by = z.enum(rollupDimensions);
const days = z.coerce.number().int().min(1).max(400).optional();

/** @public */
export const rollupRoutes = {
  listLevelRollups: defineRoute({
    id: 'listLevelRollups',
    method: 'get',
    path: '/rollups/levels',
    tag,
    summary: 'Counts services by level, for each key of a dimension',
    description: '`under` is a group, with the groups below it.',
    query: z.strictObject({
      by,
      under: referenceSchema.optional(),
      ...pageParameters,
    }),
    answer: { status: 200, schema: pageSchema(levelRollupSchema) },
    errors: [],
  }),
  listCheckRollups: defineRoute({
    id: 'listCheckRollups',
    method: 'get',
    path: '/rollups/checks',
    tag,
    summary: 'Counts results by state, for each check',
    answer: {
      status: 200,
      schema: z.object({ items: z.array(checkRollupSchema) }),
    },
    errors: [],
  }),
  getTrend: defineRoute({
    id: 'getTrend',
    method: 'get',
    path: '/rollups/trend',
    tag,
    summary: 'Counts services by level, for each of the last days',
    query: z.strictObject({ by, key: referenceSchema.optional(), days }),
    answer: {
      status: 200,
      schema: z.object({ items: z.array(trendPointSchema) }),
    },
    errors: [],
  }),
  listMovers: defineRoute({
    id: 'listMovers',
    method: 'get',
    path: '/rollups/movers',
    tag,
    summary: 'Lists services that changed their level, newest first',
    query: z.strictObject({ days, ...pageParameters }),
    answer: { status: 200, schema: pageSchema(moverSchema) },
    errors: [],
  }),
  listCheckResults: defineRoute({
    id: 'listCheckResults',
    method: 'get',
    path: '/checks/:check/results',
    tag,
    summary: 'Lists services with their result of one check',
    query: z.strictObject({
      state: resultStateSchema.optional(),
      owner: referenceSchema.optional(),
      ...pageParameters,
    }),
    answer: { status: 200, schema: pageSchema(checkResultSchema) },
    errors: [],
  }),
};
