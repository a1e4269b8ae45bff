import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  Entity,
  RELATION_PART_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { FilterPredicate } from '@backstage/filter-predicates';
import { ScmIntegrationRegistry } from '@backstage/integration';
import { describeService } from '../catalog/describeService';
import { KnownService, ServiceStore } from '../database/ServiceStore';
import { EvaluationQueue } from '../queue/EvaluationQueue';

/** @see CatalogSweep */
export interface CatalogSweepOptions {
  auth: AuthService;
  catalog: CatalogService;
  entities: FilterPredicate;
  integrations: ScmIntegrationRegistry;
  logger: LoggerService;
  queue: EvaluationQueue;
  services: ServiceStore;
}

const pageSize = 500;

/** Keeps the services in step with the catalog, and enqueues those whose time has come. */
export class CatalogSweep {
  private constructor(private readonly options: CatalogSweepOptions) {}

  static create(options: CatalogSweepOptions): CatalogSweep {
    return new CatalogSweep(options);
  }

  async run(signal?: AbortSignal): Promise<void> {
    await this.discover(signal);
    const due = await this.options.queue.enqueueDue(new Date());
    if (due > 0) {
      this.options.logger.debug('Services are due', { count: String(due) });
    }
  }

  /** New and changed services are evaluated at once; the catalog is asked for no more than it takes to see them. */
  private async discover(signal?: AbortSignal): Promise<void> {
    const { services, logger } = this.options;
    // Asked for first: what is new while the catalog is read has not vanished.
    const current = await services.current();
    const changed: string[] = [];
    const seen = new Set<number>();
    for await (const entities of await this.stream()) {
      signal?.throwIfAborted();
      const refs = entities.map(entity => stringifyEntityRef(entity));
      const known = new Map(
        (await services.known(refs)).map(each => [each.entityRef, each]),
      );
      entities.forEach((entity, index) => {
        const service = known.get(refs[index]);
        if (service) seen.add(service.id);
        if (hasChanged(entity, service)) changed.push(refs[index]);
      });
    }
    for (let start = 0; start < changed.length; start += pageSize) {
      signal?.throwIfAborted();
      await this.describe(changed.slice(start, start + pageSize));
    }
    const vanished = current.filter(id => !seen.has(id));
    await services.archive(vanished);
    if (changed.length + vanished.length > 0) {
      logger.info('The catalog has changed', {
        changed: String(changed.length),
        vanished: String(vanished.length),
      });
    }
  }

  private async stream(): Promise<AsyncIterable<Entity[]>> {
    const { auth, catalog, entities } = this.options;
    return catalog.streamEntities(
      {
        query: entities,
        fields: [
          'kind',
          'metadata.namespace',
          'metadata.name',
          'metadata.etag',
        ],
        pageSize,
      },
      { credentials: await auth.getOwnServiceCredentials() },
    );
  }

  private async describe(entityRefs: string[]): Promise<void> {
    const { auth, catalog, integrations, queue, services } = this.options;
    const credentials = await auth.getOwnServiceCredentials();
    const { items } = await catalog.getEntitiesByRefs(
      { entityRefs },
      { credentials },
    );
    const found = items.filter(entity => entity !== undefined);
    const domains = await this.domainsOf(found);
    const ids = await services.describe(
      found.map(entity =>
        describeService(entity, integrations, system => domains.get(system)),
      ),
    );
    await queue.enqueue(ids, 'sweep');
  }

  /** The domains of the systems that these services are part of. */
  private async domainsOf(entities: Entity[]): Promise<Map<string, string>> {
    const { auth, catalog, integrations } = this.options;
    const systems = new Set(
      entities.flatMap(
        entity => describeService(entity, integrations).system ?? [],
      ),
    );
    if (systems.size === 0) return new Map();
    const { items } = await catalog.getEntitiesByRefs(
      {
        entityRefs: [...systems],
        fields: ['kind', 'metadata.namespace', 'metadata.name', 'relations'],
      },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    return new Map(
      items.flatMap(system => {
        const domain = system?.relations?.find(
          ({ type, targetRef }) =>
            type === RELATION_PART_OF && targetRef.startsWith('domain:'),
        );
        return system && domain
          ? [[stringifyEntityRef(system), domain.targetRef]]
          : [];
      }),
    );
  }
}

/** Without an etag nothing can be compared; a service that is known then waits for its time. */
function hasChanged(entity: Entity, known: KnownService | undefined): boolean {
  if (!known || known.archived) return true;
  return known.etag !== entity.metadata.etag;
}
