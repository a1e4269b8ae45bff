import {
  apiRoutes,
  reviewCreatePermission,
  reviewSignPermission,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { ApiRouter } from './ApiRouter';
import { RouterOptions } from './RouterOptions';

/** Reviews. */
export function mountReviews(api: ApiRouter, { reviews }: RouterOptions): void {
  api.read(apiRoutes.listReviews, ({ query, credentials }) =>
    reviews.list(query, credentials),
  );
  api.read(apiRoutes.getReview, ({ params, credentials }) =>
    reviews.get(params.id, credentials),
  );
  api.change(
    apiRoutes.openReview,
    { eventId: 'review-open', permission: reviewCreatePermission },
    ({ body, credentials, grant }) => reviews.open(body, credentials, grant),
  );
  api.change(
    apiRoutes.signReview,
    { eventId: 'review-sign', permission: reviewSignPermission },
    ({ params, body, credentials, grant }) =>
      reviews.sign(params.id, body, credentials, grant),
  );
  api.change(
    apiRoutes.freezeReviewAgain,
    { eventId: 'review-freeze-again', permission: reviewCreatePermission },
    ({ params, credentials, grant }) =>
      reviews.freezeAgain(params.id, credentials, grant),
  );
  api.change(
    apiRoutes.addCondition,
    { eventId: 'review-condition-add', permission: reviewCreatePermission },
    ({ params, body, credentials, grant }) =>
      reviews.addCondition(params.id, body, credentials, grant),
  );
  api.change(
    apiRoutes.meetCondition,
    { eventId: 'review-condition-meet', permission: reviewSignPermission },
    ({ params, body, credentials, grant }) =>
      reviews.meetCondition(
        params.id,
        params.condition,
        body.note,
        credentials,
        grant,
      ),
  );
  api.change(
    apiRoutes.withdrawReview,
    { eventId: 'review-withdraw', permission: reviewCreatePermission },
    ({ params, body, credentials, grant }) =>
      reviews.withdraw(params.id, body.reason, credentials, grant),
  );
}
