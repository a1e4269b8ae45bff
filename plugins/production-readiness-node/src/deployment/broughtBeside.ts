import { FactGap } from '@goldenpath/backstage-plugin-production-readiness-common';

const kinds = [
  'autoscaler',
  'disruption-budget',
  'network-policy',
  'ingress',
  'secret-store',
  'service-monitor',
];

/**
 * The platform resources that a chart or module of an organisation may bring beside the workload that it runs. One that
 * serves many ships none that is about one service: no experiment, no canary, no limit for its callers.
 */
export const broughtBeside: FactGap['hides'] = kinds.map(kind => ({
  kind,
  facets: [],
}));
