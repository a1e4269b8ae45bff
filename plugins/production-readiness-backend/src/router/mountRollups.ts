import { apiRoutes } from '@goldenpath/backstage-plugin-production-readiness-common';
import { ApiRouter } from './ApiRouter';
import { RouterOptions } from './RouterOptions';

/** Counts over the fleet, and the services behind them. */
export function mountRollups(api: ApiRouter, { rollups }: RouterOptions): void {
  api.read(apiRoutes.listLevelRollups, ({ query, credentials }) =>
    rollups.levels(query, credentials),
  );
  api.read(apiRoutes.listCheckRollups, async ({ credentials }) => ({
    items: await rollups.checks(credentials),
  }));
  api.read(apiRoutes.getTrend, async ({ query, credentials }) => ({
    items: await rollups.trend(query, credentials),
  }));
  api.read(apiRoutes.listMovers, ({ query, credentials }) =>
    rollups.movers(query, credentials),
  );
  api.read(apiRoutes.listCheckResults, ({ params, query, credentials }) =>
    rollups.checkResults(params.check, query, credentials),
  );
}
