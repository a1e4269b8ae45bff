import {
  apiRoutes,
  rubricActivatePermission,
  rubricPreviewPermission,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { ApiRouter } from './ApiRouter';
import { RouterOptions } from './RouterOptions';

/** The rubric in force, previews of drafts, and their activation. */
export function mountRubric(
  api: ApiRouter,
  { activations, previews, rubrics }: RouterOptions,
): void {
  api.read(apiRoutes.getRubric, async () => {
    const { hash, document } = await rubrics.current();
    return { hash, rubric: document };
  });
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
  api.read(apiRoutes.listActivations, ({ query }) => activations.list(query));
  api.change(
    apiRoutes.activateRubric,
    { eventId: 'rubric-activate', permission: rubricActivatePermission },
    ({ body, credentials }) => activations.activate(body, credentials),
  );
  api.change(
    apiRoutes.cancelActivation,
    {
      eventId: 'rubric-activation-cancel',
      permission: rubricActivatePermission,
    },
    ({ params, credentials }) => activations.cancel(params.id, credentials),
  );
}
