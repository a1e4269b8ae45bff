import {
  LoggerService,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { Services } from './createServices';

/** The task that brings stored results in step with the rubric. */
export const rubricTask = 'production-readiness-rubric';

/** What is done again and again, by one backend at a time. */
export interface ScheduledTask extends SchedulerServiceTaskScheduleDefinition {
  id: string;
  fn: (signal: AbortSignal) => Promise<void>;
}

export function scheduledTasks(
  services: Services,
  logger: LoggerService,
): ScheduledTask[] {
  return [
    {
      id: 'production-readiness-sweep',
      frequency: { milliseconds: services.config.sweep.discover },
      timeout: { minutes: 15 },
      fn: signal => services.sweep.run(signal),
    },
    {
      id: rubricTask,
      frequency: { minutes: 1 },
      timeout: { hours: 1 },
      async fn(signal) {
        services.previews.takeUp();
        await applyRubric(services, logger, signal);
      },
    },
    {
      id: 'production-readiness-rollups',
      frequency: { seconds: 30 },
      initialDelay: { seconds: 15 },
      timeout: { minutes: 5 },
      async fn(signal) {
        await services.refreshRollups(signal);
      },
    },
    {
      id: 'production-readiness-alarms',
      frequency: { minutes: 1 },
      initialDelay: { seconds: 30 },
      timeout: { minutes: 5 },
      async fn(signal) {
        await services.alarms.run(new Date(), signal);
      },
    },
    {
      id: 'production-readiness-reminders',
      frequency: { hours: 1 },
      initialDelay: { minutes: 5 },
      timeout: { minutes: 15 },
      async fn(signal) {
        await services.reminders.run(new Date(), signal);
      },
    },
    {
      id: 'production-readiness-purge',
      frequency: { hours: 24 },
      initialDelay: { minutes: 10 },
      timeout: { hours: 1 },
      async fn(signal) {
        const deleted = await services.purge(signal);
        logger.info('Rows older than their retention are deleted', {
          rows: JSON.stringify(deleted),
        });
      },
    },
  ];
}

/** Brings stored results in step with the rubric in force, from the facts that are stored. */
async function applyRubric(
  { fleet, rubrics, rubricVersions }: Services,
  logger: LoggerService,
  signal: AbortSignal,
): Promise<void> {
  rubrics.forget();
  const rubric = await rubrics.current();
  await rubricVersions.remember(rubric);
  if (!(await rubricVersions.isOutdated(rubric))) return;
  const count = await fleet.apply(rubric, signal);
  logger.info('The rubric in force has been applied to stored facts', {
    rubric: rubric.hash,
    services: String(count),
  });
}
