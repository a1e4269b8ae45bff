import { z } from 'zod';
import { ResultState } from '../scorecard/Scorecard';
import { ReadinessClientOptions, ReadinessFetcher } from './ReadinessFetcher';
import {
  CheckResult,
  checkResultSchema,
  CheckRollup,
  checkRollupSchema,
  LevelRollup,
  levelRollupSchema,
  Mover,
  moverSchema,
  RollupDimension,
  TrendPoint,
  trendPointSchema,
} from './rollups';
import { Page, pageSchema } from './wire';

/** @public */
export interface PagedRequest {
  cursor?: string;
  limit?: number;
}

/** The fleet, counted on the server over the services that the caller may read. @public */
export interface RollupsApi {
  /** `under` is a group: services that it, or a group below it, owns. */
  listLevelRollups(
    request: PagedRequest & { by: RollupDimension; under?: string },
  ): Promise<Page<LevelRollup>>;
  listCheckRollups(): Promise<CheckRollup[]>;
  getTrend(request: {
    by: RollupDimension;
    key?: string;
    days?: number;
  }): Promise<TrendPoint[]>;
  listMovers(request?: PagedRequest & { days?: number }): Promise<Page<Mover>>;
  listCheckResults(
    check: string,
    request?: PagedRequest & { state?: ResultState; owner?: string },
  ): Promise<Page<CheckResult>>;
}

/** Talks to the backend over HTTP; every answer is parsed. @public */
export class RollupsClient implements RollupsApi {
  readonly #fetcher: ReadinessFetcher;

  constructor(options: ReadinessClientOptions) {
    this.#fetcher = new ReadinessFetcher(options);
  }

  listLevelRollups(
    request: PagedRequest & { by: RollupDimension; under?: string },
  ) {
    const page = pageSchema(levelRollupSchema);
    return this.#fetcher.get('/rollups/levels', page, { ...request });
  }

  async listCheckRollups() {
    const schema = z.object({ items: z.array(checkRollupSchema) });
    return (await this.#fetcher.get('/rollups/checks', schema)).items;
  }

  async getTrend(request: {
    by: RollupDimension;
    key?: string;
    days?: number;
  }) {
    const schema = z.object({ items: z.array(trendPointSchema) });
    const answer = await this.#fetcher.get('/rollups/trend', schema, {
      ...request,
    });
    return answer.items;
  }

  listMovers(request: PagedRequest & { days?: number } = {}) {
    const page = pageSchema(moverSchema);
    return this.#fetcher.get('/rollups/movers', page, { ...request });
  }

  listCheckResults(
    check: string,
    request: PagedRequest & { state?: ResultState; owner?: string } = {},
  ) {
    const page = pageSchema(checkResultSchema);
    const path = `/checks/${encodeURIComponent(check)}/results`;
    return this.#fetcher.get(path, page, { ...request });
  }
}
