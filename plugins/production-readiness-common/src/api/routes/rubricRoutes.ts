import { z } from 'zod';
import { rubricSchema } from '../../rubric/Rubric';
import {
  previewChangeSchema,
  previewRequestSchema,
  rubricPreviewSchema,
} from '../previews';
import {
  activationRequestSchema,
  rubricActivationSchema,
} from '../activations';
import { pageSchema } from '../wire';
import { defineRoute } from './ApiRoute';
import { pageParameters } from './parameters';

const tag = 'rubric';

/** The rubric in force. @public */
export const rubricResponseSchema = z.object({
  hash: z.string(),
  rubric: rubricSchema,
});

/** @public */
export const rubricRoutes = {
  getRubric: defineRoute({
    id: 'getRubric',
    method: 'get',
    path: '/rubric',
    tag,
    summary: 'Answers with the rubric in force',
    answer: { status: 200, schema: rubricResponseSchema },
    errors: [],
  }),
  requestPreview: defineRoute({
    id: 'requestPreview',
    method: 'post',
    path: '/rubric/previews',
    tag,
    summary: 'Tries a draft of the rubric on the facts that are stored',
    body: previewRequestSchema,
    bodyLimit: '3mb',
    answer: { status: 202, schema: rubricPreviewSchema },
    errors: [403],
  }),
  getPreview: defineRoute({
    id: 'getPreview',
    method: 'get',
    path: '/rubric/previews/:id',
    tag,
    summary: 'Says how far a preview is',
    answer: { status: 200, schema: rubricPreviewSchema },
    errors: [404],
  }),
  listPreviewChanges: defineRoute({
    id: 'listPreviewChanges',
    method: 'get',
    path: '/rubric/previews/:id/changes',
    tag,
    summary: 'Lists the services whose level a draft would change',
    query: z.strictObject(pageParameters),
    answer: { status: 200, schema: pageSchema(previewChangeSchema) },
    errors: [404],
  }),
  listActivations: defineRoute({
    id: 'listActivations',
    method: 'get',
    path: '/rubric/activations',
    tag,
    summary: 'Lists which rubric is in force from when, newest first',
    query: z.strictObject(pageParameters),
    answer: { status: 200, schema: pageSchema(rubricActivationSchema) },
    errors: [],
  }),
  activateRubric: defineRoute({
    id: 'activateRubric',
    method: 'post',
    path: '/rubric/activations',
    tag,
    summary:
      'Puts a draft into force that has been previewed, at once or at a time',
    body: activationRequestSchema,
    answer: { status: 201, schema: rubricActivationSchema },
    errors: [403, 404, 409],
  }),
  cancelActivation: defineRoute({
    id: 'cancelActivation',
    method: 'post',
    path: '/rubric/activations/:id/cancellation',
    tag,
    summary: 'Takes back an activation whose time has not come',
    answer: { status: 201, schema: rubricActivationSchema },
    errors: [403, 404, 409],
  }),
};
