import { parseEntityRef } from '@backstage/catalog-model';
import {
  openBlockers,
  Review,
  Scorecard,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { NotificationSendOptions } from '@backstage/plugin-notifications-node';

/** Checks that a notification names. */
const mostNamed = 5;

/** Tells both teams that a service is less than what they agreed, or that it is so again. */
export function alarmNotification(
  id: string,
  review: Review,
  { level, results }: Scorecard,
): NotificationSendOptions {
  const { alarm, entityRef, givingTeam, receivingTeam, targetLevel } = review;
  const { name } = parseEntityRef(entityRef);
  const blockers = openBlockers(results).filter(({ id: check }) =>
    alarm?.blockers.includes(check),
  );
  const open = alarm?.checks ?? [];
  const named = open.slice(0, mostNamed).join(', ');
  const others = open.length - mostNamed;
  return {
    recipients: { type: 'entity', entityRef: [givingTeam, receivingTeam] },
    payload: {
      title: alarm
        ? `${name} is no longer what its review agreed: ${
            blockers.length > 0
              ? `the blocker ${blockers[0].id} is open`
              : `it is ${level ?? 'below L1'} and not ${targetLevel}`
          }`
        : `${name} is what its review agreed again`,
      description: alarm
        ? `Open since the go of "${review.title}": ${named}${
            others > 0 ? ` and ${others} more` : ''
          }.`
        : `Everything up to ${targetLevel} is met.`,
      link: `/readiness/reviews/${id}`,
      severity: alarm ? 'high' : 'normal',
      topic: 'production-readiness',
      scope: `production-readiness:alarm:${id}`,
    },
  };
}
