import { LoggerService } from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { ScmIntegrationRegistry } from '@backstage/integration';
import { EvaluationError } from '../evaluation/EvaluationError';
import { ExternalFacts, ExternalFactStore } from '../origins/ExternalFactStore';
import { RepositoryReader } from '../repository/RepositoryReader';
import {
  deployCollections,
  deployFacts,
  unreadDeploySource,
} from './deployFacts';
import { DeploySource, locateDeploySources } from './locateDeploySources';

const prefix = 'deploy:';

/** @see DeploySources */
export interface DeploySourcesOptions {
  facts: ExternalFactStore;
  integrations: ScmIntegrationRegistry;
  logger: LoggerService;
  repositories: RepositoryReader;
  /** Milliseconds for which facts count that could not be read anew. */
  staleAfter: number;
}

/**
 * Reads what deploys a service from other repositories, as an annotation names them. One that cannot be read leaves
 * what it said last in place until that is too old.
 */
export class DeploySources {
  private constructor(private readonly options: DeploySourcesOptions) {}

  static create(options: DeploySourcesOptions): DeploySources {
    return new DeploySources(options);
  }

  async read(
    serviceId: number,
    entity: Entity,
    signal: AbortSignal,
  ): Promise<void> {
    const { facts, integrations } = this.options;
    const sources = locateDeploySources(entity, integrations);
    const said = (await facts.read([serviceId])).get(serviceId) ?? [];
    const known = said.filter(({ origin }) => origin.startsWith(prefix));
    const origins = new Set(sources.map(originOf));
    const gone = known.filter(({ origin }) => !origins.has(origin));
    if (gone.length > 0) {
      await facts.remove(
        serviceId,
        gone.map(({ origin }) => origin),
      );
    }
    for (const source of sources) {
      const last = known.find(({ origin }) => origin === originOf(source));
      const now = await this.readOne(source, entity, last, signal);
      if (now) await facts.save(serviceId, now);
    }
  }

  /** What is to be stored; undefined where that is what is stored. */
  private async readOne(
    source: DeploySource,
    entity: Entity,
    last: ExternalFacts | undefined,
    signal: AbortSignal,
  ): Promise<ExternalFacts | undefined> {
    if ('problem' in source) return this.unread(source, source.problem, last);
    const { integrations, repositories } = this.options;
    const { location } = source;
    const { name } = entity.metadata;
    try {
      const read = await repositories.collect(
        location,
        {
          // Another repository is not the service's, so that all of it does not count; what names the service does.
          path: name,
          name,
          deploySources: location.path === '' ? [] : [location.path],
        },
        {
          collections: deployCollections,
          last: last?.revision ? last : undefined,
          signal,
        },
      );
      if (read === 'unchanged') return last && this.seenAgain(last);
      return {
        ...this.stamped(source),
        repository: location.repository,
        revision: read.revision,
        format: read.format,
        facts: deployFacts(read.facts, location, integrations),
      };
    } catch (error) {
      if (!(error instanceof EvaluationError)) throw error;
      this.options.logger.info('A deploy source could not be read', {
        entityRef: stringifyEntityRef(entity),
        reason: error.message,
      });
      return this.unread(source, error.message, last);
    }
  }

  private unread(
    source: DeploySource,
    reason: string,
    last: ExternalFacts | undefined,
  ): ExternalFacts | undefined {
    const isKnown =
      last?.revision !== undefined || last?.facts.gaps[0]?.reason === reason;
    if (isKnown) return undefined;
    return { ...this.stamped(source), facts: unreadDeploySource(reason) };
  }

  /** Confirms facts when a good part of their time is over, so that an unchanged day writes little. */
  private seenAgain(last: ExternalFacts): ExternalFacts | undefined {
    const age = Date.now() - Date.parse(last.observedAt);
    if (age < this.options.staleAfter / 4) return undefined;
    return { ...last, ...this.times() };
  }

  private stamped(source: DeploySource) {
    return { origin: originOf(source), ...this.times() };
  }

  private times() {
    const now = Date.now();
    return {
      observedAt: new Date(now).toISOString(),
      expiresAt: new Date(now + this.options.staleAfter).toISOString(),
    };
  }
}

function originOf({ shown }: DeploySource): string {
  return `${prefix}${shown}`;
}
