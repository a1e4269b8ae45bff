import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { commonMessages } from './messages/common';
import { reviewMessages } from './messages/review';
import { newReviewMessages, reviewsMessages } from './messages/reviews';
import { scorecardMessages } from './messages/scorecard';
import { rubricMessages, servicesMessages } from './messages/services';

/** All texts of the plugin; a portal may translate or reword each. @public */
export const productionReadinessTranslationRef = createTranslationRef({
  id: 'production-readiness',
  messages: {
    ...commonMessages,
    scorecard: scorecardMessages,
    services: servicesMessages,
    rubric: rubricMessages,
    reviews: reviewsMessages,
    newReview: newReviewMessages,
    review: reviewMessages,
  },
});
