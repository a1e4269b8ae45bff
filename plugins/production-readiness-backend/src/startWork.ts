import {
  LifecycleService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { EventsService } from '@backstage/plugin-events-node';
import { Services } from './createServices';
import { subscribeToPushes } from './events/subscribeToPushes';

/** Starts what runs without being asked: the queue, the sweep and the ear for pushes. */
export async function startWork(
  dependencies: {
    events: EventsService;
    lifecycle: LifecycleService;
    logger: LoggerService;
    scheduler: SchedulerService;
  },
  services: Services,
): Promise<void> {
  const { events, lifecycle, logger, scheduler } = dependencies;
  const { config, evaluator, metrics, queue, serviceStore, sweep } = services;

  lifecycle.addStartupHook(() =>
    queue.start(
      metrics.measured((id, signal) => evaluator.evaluate(id, signal)),
    ),
  );
  lifecycle.addShutdownHook(() => queue.stop());
  lifecycle.addShutdownHook(() => services.previews.stop());

  await subscribeToPushes({ events, logger, queue, services: serviceStore });
  await scheduler.scheduleTask({
    id: 'production-readiness-sweep',
    frequency: { milliseconds: config.sweep.discover },
    timeout: { minutes: 15 },
    fn: signal => sweep.run(signal),
  });
  await services.rubricVersions.remember(services.rubrics.configured);
  await services.rubrics.configure();
  const rubricTask = 'production-readiness-rubric';
  await scheduler.scheduleTask({
    id: rubricTask,
    frequency: { minutes: 1 },
    timeout: { hours: 1 },
    async fn(signal) {
      services.previews.takeUp();
      await applyRubric(services, logger, signal);
    },
  });
  await services.activations.start(() => {
    scheduler.triggerTask(rubricTask).catch(error => {
      // It runs already; the next run sees to the rest.
      logger.debug('The rubric is being applied', toError(error));
    });
  });
  lifecycle.addShutdownHook(() => services.rubrics.stop());
  await scheduler.scheduleTask({
    id: 'production-readiness-rollups',
    frequency: { seconds: 30 },
    initialDelay: { seconds: 15 },
    timeout: { minutes: 5 },
    fn: async signal => {
      await services.refreshRollups(signal);
    },
  });
  await scheduler.scheduleTask({
    id: 'production-readiness-reminders',
    frequency: { hours: 1 },
    initialDelay: { minutes: 5 },
    timeout: { minutes: 15 },
    async fn(signal) {
      await services.reminders.run(new Date(), signal);
    },
  });
  await scheduler.scheduleTask({
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
  });
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
