import { z } from 'zod';
import { levelSchema } from '../../rubric/Rubric';
import {
  pageSchema,
  serviceScorecardSchema,
  serviceSummarySchema,
} from '../wire';
import { defineRoute } from './ApiRoute';
import {
  entityPath,
  flagSchema,
  pageParameters,
  referenceSchema,
} from './parameters';

const tag = 'scorecards';
const text = referenceSchema.optional();

/** Which services an export holds. @public */
export const exportServicesQuerySchema = z.strictObject({
  level: levelSchema.or(z.literal('none')).optional(),
  below: levelSchema.optional(),
  owner: text,
  under: text,
  system: text,
  domain: text,
  type: text,
  lifecycle: text,
  tag: text,
  blocked: flagSchema.optional(),
  sort: z.enum(['name', 'level', '-level']).optional(),
});

/** Which services a list shows. @public */
export const listServicesQuerySchema =
  exportServicesQuerySchema.extend(pageParameters);

/** @public */
export const scorecardRoutes = {
  listServices: defineRoute({
    id: 'listServices',
    method: 'get',
    path: '/scorecards',
    tag,
    summary: 'Lists the services of the fleet',
    description:
      'Filters are combined. `level` is `none` below L1; `under` is a group, with the groups below it.',
    query: listServicesQuerySchema,
    answer: { status: 200, schema: pageSchema(serviceSummarySchema) },
    errors: [],
  }),
  exportServicesAsCsv: defineRoute({
    id: 'exportServicesAsCsv',
    method: 'get',
    path: '/scorecards/export/csv',
    tag,
    summary: 'Exports the services of the fleet as CSV',
    query: exportServicesQuerySchema,
    answer: {
      status: 200,
      mediaType: 'text/csv',
      description: 'A header and a line per service, after RFC 4180.',
    },
    errors: [],
  }),
  exportServicesAsJson: defineRoute({
    id: 'exportServicesAsJson',
    method: 'get',
    path: '/scorecards/export/json',
    tag,
    summary: 'Exports the services of the fleet as JSON',
    query: exportServicesQuerySchema,
    answer: {
      status: 200,
      schema: z.object({ items: z.array(serviceSummarySchema) }),
    },
    errors: [],
  }),
  getScorecard: defineRoute({
    id: 'getScorecard',
    method: 'get',
    path: `/scorecards${entityPath}`,
    tag,
    summary: 'Answers with the scorecard of a service',
    answer: { status: 200, schema: serviceScorecardSchema },
    errors: [404],
  }),
  getBadge: defineRoute({
    id: 'getBadge',
    method: 'get',
    path: `/scorecards${entityPath}/badge.svg`,
    tag,
    summary: 'Draws a badge with the level of a service',
    description: 'Also answers to the cookie that Backstage gives to pages.',
    // Pages add parameters to get past caches.
    query: z.looseObject({}),
    answer: {
      status: 200,
      mediaType: 'image/svg+xml',
      description: 'The badge.',
    },
    errors: [404],
  }),
  getSarif: defineRoute({
    id: 'getSarif',
    method: 'get',
    path: `/scorecards${entityPath}/sarif`,
    tag,
    summary: 'Answers with the scorecard of a service as SARIF 2.1.0',
    description:
      'The same as `readiness check --format sarif` writes, from what is stored.',
    answer: {
      status: 200,
      mediaType: 'application/sarif+json',
      description: 'A SARIF log with a result for each check that is open.',
    },
    errors: [404, 409],
  }),
  requestEvaluation: defineRoute({
    id: 'requestEvaluation',
    method: 'post',
    path: `/scorecards${entityPath}/evaluations`,
    tag,
    summary: 'Asks for an evaluation of a service',
    description:
      'Answers at once; `evaluation` of the scorecard tells how it goes.',
    answer: { status: 202, schema: serviceScorecardSchema },
    errors: [403, 404],
  }),
};
