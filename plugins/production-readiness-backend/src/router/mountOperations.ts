import {
  apiRoutes,
  factPushPermission,
  openApiDocument,
  operationsReadPermission,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { ApiRouter } from './ApiRouter';
import { refOf } from './refOf';
import { RouterOptions } from './RouterOptions';

/** Where pipelines report facts, how the work of the backend stands, and what the API is. */
export function mountOperations(
  api: ApiRouter,
  { facts, grants, operations }: RouterOptions,
): void {
  api.changeByAnyone(
    apiRoutes.pushFacts,
    { eventId: 'fact-push', permission: factPushPermission },
    ({ params, body, credentials }) =>
      facts.push(refOf(params), body, credentials),
  );
  api.read(apiRoutes.getHealth, async ({ credentials }) => {
    await grants.ask(operationsReadPermission, credentials);
    return operations.health();
  });
  api.read(apiRoutes.listFailures, async ({ query, credentials }) => {
    await grants.ask(operationsReadPermission, credentials);
    return operations.failures(query, credentials);
  });
  const document = openApiDocument();
  api.read(apiRoutes.getOpenApi, async ({ request }) => ({
    ...document,
    // Where the plugin is mounted, as the caller sees it.
    servers: [{ url: request.originalUrl.replace(/\/openapi\.json.*$/, '') }],
  }));
}
