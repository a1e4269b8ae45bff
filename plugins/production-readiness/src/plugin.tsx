import FactCheckOutlinedIcon from '@mui/icons-material/FactCheckOutlined';
import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import {
  productionReadinessApi,
  readinessEntityCard,
  readinessEntityContent,
  readinessPage,
  reviewsSubPage,
  rubricSubPage,
  servicesSubPage,
} from './extensions';
import { commonMessages } from './messages/common';
import { prefixClassNames } from './prefixClassNames';
import {
  newReviewRouteRef,
  reviewRouteRef,
  reviewsRouteRef,
  rootRouteRef,
  rubricRouteRef,
  servicesRouteRef,
} from './routes';

prefixClassNames();

/** Scorecards and readiness reviews, for the new frontend system. @public */
export const productionReadinessPlugin = createFrontendPlugin({
  pluginId: 'production-readiness',
  title: commonMessages.title,
  icon: <FactCheckOutlinedIcon fontSize="inherit" />,
  info: { packageJson: () => import('../package.json') },
  routes: {
    root: rootRouteRef,
    services: servicesRouteRef,
    reviews: reviewsRouteRef,
    newReview: newReviewRouteRef,
    review: reviewRouteRef,
    rubric: rubricRouteRef,
  },
  extensions: [
    productionReadinessApi,
    readinessPage,
    servicesSubPage,
    reviewsSubPage,
    rubricSubPage,
    readinessEntityContent,
    readinessEntityCard,
  ],
});
