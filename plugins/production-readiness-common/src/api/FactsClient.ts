import { z } from 'zod';
import { entityPathOf } from './entityPathOf';
import {
  FactPushResponse,
  factPushResponseSchema,
  factPushSchema,
} from './factPush';
import { ReadinessClientOptions, ReadinessFetcher } from './ReadinessFetcher';

/** Reports facts about services, as a pipeline does. Failures are the errors of `@backstage/errors`. @public */
export class FactsClient {
  readonly #fetcher: ReadinessFetcher;

  constructor(options: ReadinessClientOptions) {
    this.#fetcher = new ReadinessFetcher(options);
  }

  /** Takes the place of what the same origin reported before. Answers with the time until which it counts. */
  pushFacts(
    entityRef: string,
    facts: z.input<typeof factPushSchema>,
  ): Promise<FactPushResponse> {
    const path = entityPathOf('facts', entityRef);
    return this.#fetcher.post(path, facts, factPushResponseSchema);
  }
}
