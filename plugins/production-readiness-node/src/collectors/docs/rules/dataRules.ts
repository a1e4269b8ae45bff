import { DocumentRule } from './DocumentRule';

/** How data is kept, and for how long. */
export const dataRules: readonly DocumentRule[] = [
  {
    kind: 'backup',
    titles: [
      'backup',
      'backups',
      'back up',
      'disaster recovery',
      'restore',
      'restoring',
      'data recovery',
      'business continuity',
      'rpo',
      'rto',
    ],
    needs: 'prose',
    facets: {
      rpo: {
        text: ['rpo', 'recovery point objective', 'recovery point'],
        quantity: true,
      },
      rto: {
        text: ['rto', 'recovery time objective', 'recovery time'],
        quantity: true,
      },
    },
  },
  {
    kind: 'retention',
    titles: [
      'retention',
      'data retention',
      'retention policy',
      'data lifecycle',
      'purge',
      'data deletion',
    ],
    needs: 'prose',
    facets: {
      enforcement: {
        text: [
          'job',
          'ttl',
          'lifecycle rule',
          'cron',
          'cronjob',
          'scheduled',
          'automatically',
          'deleted by',
          'purged',
          'enforced',
          'nightly',
          'expire',
          'expires',
          'partition',
        ],
      },
    },
  },
];
