import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { commonMessages } from '../messages/common';
import { readinessTabPath } from '../readinessTabPath';

const services = { kind: 'component' };

export const readinessEntityContent = EntityContentBlueprint.make({
  params: {
    path: readinessTabPath,
    title: commonMessages.title,
    filter: services,
    loader: () =>
      import('../components/scorecard/ReadinessTab').then(
        ({ ReadinessTab }) => <ReadinessTab />,
      ),
  },
});

export const readinessEntityCard = EntityCardBlueprint.make({
  params: {
    type: 'info',
    filter: services,
    loader: () =>
      import('../components/scorecard/ReadinessCard').then(
        ({ ReadinessCard }) => <ReadinessCard />,
      ),
  },
});
