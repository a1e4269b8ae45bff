import {
  LifecycleService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { TracingService } from '@backstage/backend-plugin-api/alpha';
import { toError } from '@backstage/errors';
import { EventsService } from '@backstage/plugin-events-node';
import { Services } from './createServices';
import { subscribeToPushes } from './events/subscribeToPushes';
import { rubricTask, scheduledTasks } from './scheduledTasks';

/** Starts what runs without being asked: the queue, the scheduled tasks and the ear for pushes. */
export async function startWork(
  dependencies: {
    events: EventsService;
    lifecycle: LifecycleService;
    logger: LoggerService;
    scheduler: SchedulerService;
    tracing: TracingService;
  },
  services: Services,
): Promise<void> {
  const { events, lifecycle, logger, scheduler, tracing } = dependencies;
  const { activations, evaluator, metrics, queue, rubrics } = services;

  lifecycle.addStartupHook(() =>
    queue.start(
      metrics.measured((id, signal) => evaluator.evaluate(id, signal)),
    ),
  );
  lifecycle.addShutdownHook(() => queue.stop());
  lifecycle.addShutdownHook(() => services.previews.stop());
  lifecycle.addShutdownHook(() => rubrics.stop());

  await subscribeToPushes({
    events,
    logger,
    queue,
    services: services.serviceStore,
  });
  await services.rubricVersions.remember(rubrics.configured);
  await rubrics.configure();
  for (const { fn, ...task } of scheduledTasks(services, logger)) {
    await scheduler.scheduleTask({
      ...task,
      fn: signal => tracing.startActiveSpan(task.id, async () => fn(signal)),
    });
  }
  await activations.start(() => {
    scheduler.triggerTask(rubricTask).catch(error => {
      // It runs already; the next run sees to the rest.
      logger.debug('The rubric is being applied', toError(error));
    });
  });
}
