import { z } from 'zod';
import { factPushResponseSchema, factPushSchema } from '../factPush';
import { evaluationFailureSchema, operationsHealthSchema } from '../operations';
import { pageSchema } from '../wire';
import { defineRoute } from './ApiRoute';
import { entityPath, pageParameters } from './parameters';

/** @public */
export const factRoutes = {
  pushFacts: defineRoute({
    id: 'pushFacts',
    method: 'post',
    path: `/facts${entityPath}`,
    tag: 'facts',
    summary: 'Reports facts about a service, such as the result of a scan',
    description:
      'Takes the place of what the same `origin` reported before. Items of built-in collections have to have their shape.',
    body: factPushSchema,
    bodyLimit: '1mb',
    answer: { status: 202, schema: factPushResponseSchema },
    errors: [403, 404, 409],
  }),
};

/** @public */
export const operationsRoutes = {
  getHealth: defineRoute({
    id: 'getHealth',
    method: 'get',
    path: '/operations/health',
    tag: 'operations',
    summary: 'Says how the work of the backend stands',
    answer: { status: 200, schema: operationsHealthSchema },
    errors: [403],
  }),
  listFailures: defineRoute({
    id: 'listFailures',
    method: 'get',
    path: '/operations/failures',
    tag: 'operations',
    summary: 'Lists services whose evaluation fails, the longest first',
    query: z.strictObject(pageParameters),
    answer: { status: 200, schema: pageSchema(evaluationFailureSchema) },
    errors: [403],
  }),
  getOpenApi: defineRoute({
    id: 'getOpenApi',
    method: 'get',
    path: '/openapi.json',
    tag: 'operations',
    summary: 'Answers with this document',
    answer: {
      status: 200,
      schema: z.looseObject({ openapi: z.literal('3.1.0') }),
    },
    errors: [],
  }),
};
