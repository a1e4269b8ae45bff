import { LoggerService } from '@backstage/backend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import { toError } from '@backstage/errors';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { ExpiringClaim, ReminderStore } from './ReminderStore';

/** @see ReminderService */
export interface ReminderServiceOptions {
  logger: LoggerService;
  notifications: NotificationService;
  reminders: ReminderStore;
  /** Milliseconds before the end from which people are told. */
  before: number;
}

/** Tells people, once, that an attestation or an exemption is about to end. */
export class ReminderService {
  private constructor(private readonly options: ReminderServiceOptions) {}

  static create(options: ReminderServiceOptions): ReminderService {
    return new ReminderService(options);
  }

  /** Answers with how many claims people were told of. One that could not be told of is tried again the next time. */
  async run(now: Date, signal?: AbortSignal): Promise<number> {
    const { logger, notifications, reminders, before } = this.options;
    let told = 0;
    for (let after: string | undefined = ''; after !== undefined; ) {
      signal?.throwIfAborted();
      const page = await reminders.expiring(now, before, after);
      after = page.last;
      for (const claim of page.claims) {
        if (!isDue(claim, now, before)) continue;
        try {
          await notifications.send(notificationOf(claim));
          await reminders.told(claim.id, now);
          told += 1;
        } catch (error) {
          logger.warn(
            `Nobody could be reminded of the ${claim.kind} ${claim.id}`,
            toError(error),
          );
        }
      }
    }
    return told;
  }
}

/** What holds for a short time only is not worth a reminder in its first three quarters. */
function isDue(
  { openedAt, expiresAt }: ExpiringClaim,
  now: Date,
  before: number,
): boolean {
  const end = Date.parse(expiresAt);
  const quarter = (end - Date.parse(openedAt)) / 4;
  return end - now.getTime() <= Math.min(before, quarter);
}

function notificationOf(claim: ExpiringClaim) {
  const { id, kind, entityRef, check, by, owner, expiresAt } = claim;
  const { kind: entityKind, namespace, name } = parseEntityRef(entityRef);
  const path = [namespace, entityKind, name].map(encodeURIComponent).join('/');
  const day = expiresAt.slice(0, 10);
  return {
    recipients: {
      type: 'entity' as const,
      entityRef: owner && owner !== by ? [by, owner] : [by],
    },
    payload: {
      title: `The ${kind} of ${name} for ${check} ends on ${day}`,
      description:
        kind === 'attestation'
          ? 'Look at it again and attest anew, or the check is open from then on.'
          : 'Meet the check until then, or ask for another exemption.',
      link: `/catalog/${path}/readiness`,
      severity: 'normal' as const,
      topic: 'production-readiness',
      scope: `production-readiness:${id}`,
    },
  };
}
