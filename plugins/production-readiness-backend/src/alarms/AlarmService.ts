import { AuditorService, LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { NotificationService } from '@backstage/plugin-notifications-node';
import {
  chainHash,
  reduceReview,
  watchReview,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { audited } from '../audit/audited';
import { LoggedEvent, ReviewStore } from '../database/ReviewStore';
import { summaryOf } from '../reviews/presentReview';
import { alarmNotification } from './alarmNotification';
import { AlarmStore, WatchedReview } from './AlarmStore';

/** @see AlarmService */
export interface AlarmServiceOptions {
  alarms: AlarmStore;
  auditor: AuditorService;
  logger: LoggerService;
  notifications: NotificationService;
  reviews: ReviewStore;
}

/** Raises an alarm when a service is no longer what a review agreed: in the log of the review, and to both teams. */
export class AlarmService {
  private constructor(private readonly options: AlarmServiceOptions) {}

  static create(options: AlarmServiceOptions): AlarmService {
    return new AlarmService(options);
  }

  /** Looks at the services that have changed. What fails is tried again the next time. */
  async run(now: Date, signal?: AbortSignal): Promise<void> {
    const { alarms, logger } = this.options;
    for (let after: string | undefined = ''; after !== undefined; ) {
      signal?.throwIfAborted();
      const page = await alarms.changed(after);
      after = page.last;
      for (const watched of page.reviews) {
        try {
          await this.watch(watched, now);
        } catch (error) {
          logger.warn(
            `The review ${watched.id} could not be compared with its service`,
            toError(error),
          );
        }
      }
    }
  }

  private async watch(watched: WatchedReview, now: Date): Promise<void> {
    const { alarms, notifications, reviews } = this.options;
    const { id, hash, scorecard, told } = watched;
    const before = await reviews.read(id);
    const event = watchReview(reviewOf(before), scorecard, now);
    const log = event ? await this.append(id, before, event) : before;
    // The log comes first: when nobody can be told now, it says what they do not know yet.
    const last = log.findLastIndex(({ event: { type } }) =>
      type.startsWith('alarm-'),
    );
    if (last > told) {
      await notifications.send(alarmNotification(id, reviewOf(log), scorecard));
    }
    await alarms.watched(id, hash, Math.max(last, told));
  }

  private async append(
    id: string,
    log: LoggedEvent[],
    event: LoggedEvent['event'],
  ): Promise<LoggedEvent[]> {
    const { auditor, reviews } = this.options;
    const previous = log[log.length - 1]?.hash ?? '';
    const logged = { hash: chainHash(previous, event), event };
    const next = [...log, logged];
    const { entityRef } = reviewOf(log);
    await audited(
      auditor,
      {
        eventId: 'review-watch',
        severityLevel: 'high',
        meta: { review: id, entityRef, event: event.type },
      },
      () => reviews.append(log.length, logged, summaryOf(id, next)),
    );
    return next;
  }
}

function reviewOf(log: LoggedEvent[]) {
  return reduceReview(log.map(({ event }) => event));
}
