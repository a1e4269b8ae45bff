import {
  apiRoutes,
  rubricPreviewPermission,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { ApiRouter } from './ApiRouter';
import { RouterOptions } from './RouterOptions';

/** The rubric in force, and previews of drafts. */
export function mountRubric(
  api: ApiRouter,
  { previews, rubric }: RouterOptions,
): void {
  api.read(apiRoutes.getRubric, async () => ({
    hash: rubric.hash,
    rubric: rubric.document,
  }));
  api.change(
    apiRoutes.requestPreview,
    { eventId: 'rubric-preview', permission: rubricPreviewPermission },
    ({ body, credentials }) => previews.request(body, credentials),
  );
  api.read(apiRoutes.getPreview, ({ params, credentials }) =>
    previews.get(params.id, credentials),
  );
  api.read(apiRoutes.listPreviewChanges, ({ params, query, credentials }) =>
    previews.changes(params.id, query, credentials),
  );
}
