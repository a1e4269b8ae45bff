import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import { FactPush } from '@goldenpath/backstage-plugin-production-readiness-common';
import { EntityAccess } from '../access/EntityAccess';
import { ServiceStore } from '../database/ServiceStore';
import { EvaluationQueue } from '../queue/EvaluationQueue';
import { ExternalFactStore } from './ExternalFactStore';

const day = 86_400_000;

/** Takes in what pipelines report. */
export class FactService {
  private constructor(
    private readonly options: {
      access: EntityAccess;
      facts: ExternalFactStore;
      queue: EvaluationQueue;
      services: ServiceStore;
    },
  ) {}

  static create(options: FactService['options']): FactService {
    return new FactService(options);
  }

  /** @throws NotFoundError for an unknown entity, ConflictError for one that is no known service */
  async push(
    entityRef: string,
    { origin, validForDays, collections, gaps }: FactPush,
    credentials: BackstageCredentials,
  ): Promise<{ expiresAt: string }> {
    const { access, facts, queue, services } = this.options;
    await access.read(entityRef, credentials);
    const service = await services.find(entityRef);
    if (!service || service.archived) {
      throw new ConflictError(
        `${entityRef} is not known as a service yet; the next sweep finds it`,
      );
    }
    const now = Date.now();
    const expiresAt = new Date(now + validForDays * day).toISOString();
    await facts.save(service.id, {
      // Apart from the live origins, whose answers nobody can replace.
      origin: `push:${origin}`,
      observedAt: new Date(now).toISOString(),
      expiresAt,
      facts: { collections, gaps },
    });
    await queue.enqueue([service.id], 'push');
    return { expiresAt };
  }
}
