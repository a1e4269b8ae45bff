import { DocumentRule } from './DocumentRule';

/** How failures are rehearsed, and seen. */
export const exerciseRules: readonly DocumentRule[] = [
  {
    kind: 'chaos',
    titles: [
      'chaos',
      'game day',
      'gameday',
      'game days',
      'fault injection',
      'failure drill',
      'chaos engineering',
    ],
    needs: 'prose',
    facets: {},
  },
  {
    kind: 'alerting',
    titles: ['alerting', 'alerts', 'alert rules'],
    needs: 'prose',
    facets: {
      threshold: {
        text: ['threshold', 'above', 'below', 'greater than', '>'],
        quantity: true,
      },
    },
  },
];
