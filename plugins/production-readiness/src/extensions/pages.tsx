import FactCheckOutlinedIcon from '@mui/icons-material/FactCheckOutlined';
import {
  PageBlueprint,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import { commonMessages } from '../messages/common';
import { reviewsMessages } from '../messages/reviews';
import { rubricMessages, servicesMessages } from '../messages/services';
import { rootRouteRef } from '../routes';
import { inPage } from './inPage';

export const readinessPage = PageBlueprint.make({
  params: {
    path: '/readiness',
    routeRef: rootRouteRef,
    title: commonMessages.title,
    icon: <FactCheckOutlinedIcon fontSize="inherit" />,
  },
});

export const servicesSubPage = SubPageBlueprint.make({
  name: 'services',
  params: {
    path: 'services',
    title: servicesMessages.title,
    loader: () =>
      inPage(
        import('../components/services/ServicesPage').then(
          ({ ServicesPage }) => ServicesPage,
        ),
      ),
  },
});

export const reviewsSubPage = SubPageBlueprint.make({
  name: 'reviews',
  params: {
    path: 'reviews',
    title: reviewsMessages.title,
    loader: () =>
      inPage(
        import('../components/review/ReviewRoutes').then(
          ({ ReviewRoutes }) => ReviewRoutes,
        ),
      ),
  },
});

export const rubricSubPage = SubPageBlueprint.make({
  name: 'rubric',
  params: {
    path: 'rubric',
    title: rubricMessages.title,
    loader: () =>
      inPage(
        import('../components/rubric/RubricPage').then(
          ({ RubricPage }) => RubricPage,
        ),
      ),
  },
});
