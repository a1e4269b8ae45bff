import { LoggerService } from '@backstage/backend-plugin-api';
import { EventsService } from '@backstage/plugin-events-node';
import { ServiceStore } from '../database/ServiceStore';
import { EvaluationQueue } from '../queue/EvaluationQueue';
import { pushedRepository, pushTopics } from './pushedRepository';

/** Evaluates the services of a repository when somebody pushes to it. */
export async function subscribeToPushes(options: {
  events: EventsService;
  logger: LoggerService;
  queue: EvaluationQueue;
  services: ServiceStore;
}): Promise<void> {
  const { events, logger, queue, services } = options;
  await events.subscribe({
    id: 'pushes',
    topics: pushTopics,
    async onEvent({ topic, eventPayload }) {
      const repository = pushedRepository(eventPayload);
      if (!repository) {
        logger.warn('A push event names no repository', { topic });
        return;
      }
      const ids = await services.inRepository(repository);
      await queue.enqueue(ids, 'push');
      logger.debug('A push starts evaluations', {
        repository,
        services: String(ids.length),
      });
    },
  });
}
