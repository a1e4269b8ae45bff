import { createRouteRef, createSubRouteRef } from '@backstage/core-plugin-api';

/** The readiness pages: services, reviews and rubric. @public */
export const rootRouteRef = createRouteRef({ id: 'production-readiness' });

/** The table of all services. @public */
export const servicesRouteRef = createSubRouteRef({
  id: 'production-readiness.services',
  parent: rootRouteRef,
  path: '/services',
});

/** The list of reviews. @public */
export const reviewsRouteRef = createSubRouteRef({
  id: 'production-readiness.reviews',
  parent: rootRouteRef,
  path: '/reviews',
});

/** The form that opens a review; `?entity=` and `?trigger=` fill it in. @public */
export const newReviewRouteRef = createSubRouteRef({
  id: 'production-readiness.reviews.new',
  parent: rootRouteRef,
  path: '/reviews/new',
});

/** One review. @public */
export const reviewRouteRef = createSubRouteRef({
  id: 'production-readiness.review',
  parent: rootRouteRef,
  path: '/reviews/:id',
});

/** The rubric; `#check-<id>` leads to a check. @public */
export const rubricRouteRef = createSubRouteRef({
  id: 'production-readiness.rubric',
  parent: rootRouteRef,
  path: '/rubric',
});
