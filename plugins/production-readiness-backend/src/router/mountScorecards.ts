import {
  apiRoutes,
  evaluationCreatePermission,
  ListServicesRequest,
  ServiceSummary,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { badge } from '../export/badge';
import { csvHeader, csvRow } from '../export/toCsv';
import { ApiCall, ApiRouter } from './ApiRouter';
import { refOf } from './refOf';
import { RouterOptions } from './RouterOptions';

const exportPage = 500;

/** The fleet, its exports, and the scorecards of services. */
export function mountScorecards(
  api: ApiRouter,
  { sarif, scorecards }: RouterOptions,
): void {
  api.read(apiRoutes.listServices, ({ query, credentials }) =>
    scorecards.list(query, credentials),
  );

  /** All pages, one at a time in memory; it ends when the client goes away. */
  async function* pages({
    query,
    credentials,
    response,
  }: ApiCall<ListServicesRequest>): AsyncIterable<ServiceSummary[]> {
    let cursor: string | undefined;
    do {
      const page = await scorecards.list(
        { ...query, cursor, limit: exportPage },
        credentials,
      );
      yield page.items;
      cursor = page.nextCursor;
    } while (cursor && !response.destroyed);
  }

  api.write(apiRoutes.exportServicesAsCsv, {}, async call => {
    const { response } = call;
    for await (const items of pages(call)) {
      if (!response.headersSent) {
        response.type('text/csv; charset=utf-8');
        response.attachment('scorecards.csv');
        response.write(csvHeader());
      }
      response.write(items.map(csvRow).join(''));
    }
    response.end();
  });

  api.write(apiRoutes.exportServicesAsJson, {}, async call => {
    const { response } = call;
    for await (const items of pages(call)) {
      const isFirst = !response.headersSent;
      if (isFirst) {
        response.type('application/json');
        response.attachment('scorecards.json');
        response.write('{"items":[');
      }
      const rows = items.map(item => JSON.stringify(item)).join(',\n');
      response.write(isFirst || rows === '' ? rows : `,\n${rows}`);
    }
    response.end(']}\n');
  });

  api.write(
    apiRoutes.getBadge,
    { allowLimitedAccess: true },
    async ({ params, credentials, response }) => {
      const svg = badge(await scorecards.get(refOf(params), credentials));
      response.type('image/svg+xml');
      response.set('cache-control', 'private, max-age=60');
      response.send(svg);
    },
  );

  api.write(
    apiRoutes.getSarif,
    {},
    async ({ params, credentials, response }) => {
      const log = await sarif.get(refOf(params), credentials);
      response.type('application/sarif+json');
      response.send(JSON.stringify(log));
    },
  );

  api.write(
    apiRoutes.getScorecard,
    {},
    async ({ params, credentials, response }) => {
      const text = await scorecards.getText(refOf(params), credentials);
      response.type('application/json').send(text);
    },
  );

  api.changeByAnyone(
    apiRoutes.requestEvaluation,
    {
      eventId: 'evaluation-request',
      permission: evaluationCreatePermission,
    },
    ({ params, credentials, grant }) =>
      scorecards.requestEvaluation(refOf(params), credentials, grant),
  );
}
