import { DocumentRule } from './DocumentRule';

/** What is promised, and what follows when it is not kept. */
export const objectiveRules: readonly DocumentRule[] = [
  {
    kind: 'slo',
    titles: [
      'slo',
      'slos',
      'service level objective',
      'service level objectives',
      'service levels',
      'reliability targets',
      'service level',
    ],
    needs: 'prose',
    facets: {
      availability: { text: ['availability', 'uptime', 'success rate'] },
      latency: {
        text: ['latency', 'response time', 'p95', 'p99', 'duration', 'p90'],
      },
      errors: {
        text: ['error rate', 'errors', 'error ratio', '5xx', 'success rate'],
      },
      target: { text: ['%', 'percent'], quantity: true },
      window: {
        text: [
          '30 days',
          '28 days',
          '30 day',
          '28 day',
          '30d',
          '28d',
          '7 days',
          '7 day',
          '7d',
          '90 days',
          '90 day',
          '90d',
          'rolling',
          'per month',
          'monthly',
          'per week',
          'weekly',
          'quarter',
          'quarterly',
          'calendar month',
          '4 weeks',
          'month',
          'week',
          '1 month',
        ],
      },
    },
  },
  {
    kind: 'error-budget',
    titles: ['error budget', 'error budgets', 'error budget policy'],
    needs: 'prose',
    facets: {
      consequence: {
        text: [
          'freeze',
          'frozen',
          'halt',
          'halted',
          'stop',
          'stops',
          'stopped',
          'block',
          'blocked',
          'pause',
          'paused',
          'no releases',
          'only reliability',
          'suspend',
          'suspended',
        ],
      },
    },
  },
];
