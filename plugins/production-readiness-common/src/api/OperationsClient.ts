import { z } from 'zod';
import {
  EvaluationFailure,
  evaluationFailureSchema,
  OperationsHealth,
  operationsHealthSchema,
} from './operations';
import { ReadinessClientOptions, ReadinessFetcher } from './ReadinessFetcher';
import { Page, pageSchema } from './wire';

const openApiSchema = z.looseObject({ openapi: z.string() });

/** How the backend's work stands, for whoever operates it. @public */
export class OperationsClient {
  readonly #fetcher: ReadinessFetcher;

  constructor(options: ReadinessClientOptions) {
    this.#fetcher = new ReadinessFetcher(options);
  }

  getHealth(): Promise<OperationsHealth> {
    return this.#fetcher.get('/operations/health', operationsHealthSchema);
  }

  /** Services whose evaluation fails, those that fail longest first. */
  listFailures(
    request: { cursor?: string; limit?: number } = {},
  ): Promise<Page<EvaluationFailure>> {
    const page = pageSchema(evaluationFailureSchema);
    return this.#fetcher.get('/operations/failures', page, { ...request });
  }

  /** The OpenAPI document of the backend that is asked. */
  getOpenApi(): Promise<{ openapi: string; [key: string]: unknown }> {
    return this.#fetcher.get('/openapi.json', openApiSchema);
  }
}
