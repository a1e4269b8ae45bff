import { z } from 'zod';
import { levelSchema } from '../rubric/Rubric';
import { resultStates } from '../scorecard/Scorecard';
import { ReadinessClientOptions, ReadinessFetcher } from './ReadinessFetcher';
import {
  ActivationRequest,
  RubricActivation,
  rubricActivationSchema,
} from './activations';
import { Page, pageSchema } from './wire';

/** Body of the request for a preview: the files of a draft, each applied to what the ones before it give. @public */
export const previewRequestSchema = z.strictObject({
  files: z
    .array(
      z.strictObject({
        file: z.string().min(1).max(200),
        text: z.string().max(2_000_000),
      }),
    )
    .min(1)
    .max(20),
});

/** @public */
export type PreviewRequest = z.infer<typeof previewRequestSchema>;

/** What a draft would do to the services that the caller may read. @public */
export const rubricPreviewSchema = z.object({
  id: z.string(),
  hash: z.string(),
  requestedBy: z.string(),
  requestedAt: z.string(),
  state: z.enum(['running', 'done', 'failed']),
  error: z.string().optional(),
  /** Services that were evaluated so far. */
  evaluated: z.number().int(),
  rises: z.number().int(),
  falls: z.number().int(),
});

/** @public */
export type RubricPreview = z.infer<typeof rubricPreviewSchema>;

/** A service whose level would change, with the checks that decide it. Absent levels are below L1. @public */
export const previewChangeSchema = z.object({
  entityRef: z.string(),
  from: levelSchema.optional(),
  to: levelSchema.optional(),
  checks: z.array(
    z.object({
      id: z.string(),
      from: z.enum(resultStates).optional(),
      to: z.enum(resultStates).optional(),
    }),
  ),
});

/** @public */
export type PreviewChange = z.infer<typeof previewChangeSchema>;

/** Tries a draft of the rubric on the facts that are stored. @public */
export class RubricPreviewClient {
  readonly #fetcher: ReadinessFetcher;

  constructor(options: ReadinessClientOptions) {
    this.#fetcher = new ReadinessFetcher(options);
  }

  /** Starts a preview; `getPreview` tells how it goes. */
  requestPreview(request: PreviewRequest): Promise<RubricPreview> {
    return this.#fetcher.post('/rubric/previews', request, rubricPreviewSchema);
  }

  getPreview(id: string): Promise<RubricPreview> {
    return this.#fetcher.get(pathOf(id), rubricPreviewSchema);
  }

  listChanges(
    id: string,
    request: { cursor?: string; limit?: number } = {},
  ): Promise<Page<PreviewChange>> {
    const page = pageSchema(previewChangeSchema);
    return this.#fetcher.get(`${pathOf(id)}/changes`, page, { ...request });
  }

  /** Puts a draft into force that has been previewed, at once or at a time. */
  activate(request: ActivationRequest): Promise<RubricActivation> {
    const path = '/rubric/activations';
    return this.#fetcher.post(path, request, rubricActivationSchema);
  }

  cancelActivation(id: string): Promise<RubricActivation> {
    const path = `/rubric/activations/${encodeURIComponent(id)}/cancellation`;
    return this.#fetcher.post(path, {}, rubricActivationSchema);
  }

  /** Which rubric is in force from when, newest first. */
  listActivations(
    request: { cursor?: string; limit?: number } = {},
  ): Promise<Page<RubricActivation>> {
    const page = pageSchema(rubricActivationSchema);
    return this.#fetcher.get('/rubric/activations', page, { ...request });
  }
}

function pathOf(id: string): string {
  return `/rubric/previews/${encodeURIComponent(id)}`;
}
