import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  FilterPredicate,
  filterPredicateToFilterFunction,
} from '@backstage/filter-predicates';
import { ScmIntegrationRegistry } from '@backstage/integration';
import {
  ListServicesRequest,
  Page,
  ServiceScorecard,
  ServiceSummary,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { EntityAccess } from '../access/EntityAccess';
import { describeService } from '../catalog/describeService';
import { ScorecardStore } from '../database/ScorecardStore';
import { ServiceStore } from '../database/ServiceStore';
import { GroupTree } from '../catalog/GroupTree';
import { parseReference } from '../catalog/parseReference';
import { Grant } from '../permissions/Grants';
import { EvaluationQueue } from '../queue/EvaluationQueue';

const defaultLimit = 50;

/** @see ScorecardService */
export interface ScorecardServiceOptions {
  access: EntityAccess;
  entities: FilterPredicate;
  groups: GroupTree;
  integrations: ScmIntegrationRegistry;
  queue: EvaluationQueue;
  scorecards: ScorecardStore;
  services: ServiceStore;
}

/** Scorecards as callers see them: of the entities that they may read, from what is stored. */
export class ScorecardService {
  private readonly isService: (entity: Entity) => boolean;

  private constructor(private readonly options: ScorecardServiceOptions) {
    this.isService = filterPredicateToFilterFunction(options.entities);
  }

  static create(options: ScorecardServiceOptions): ScorecardService {
    return new ScorecardService(options);
  }

  /**
   * A service that is stored was in the catalog at the last sweep; the catalog is asked about any other.
   * @throws NotFoundError for an entity that does not exist or that the caller may not read
   */
  async get(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<ServiceScorecard> {
    return JSON.parse(await this.getText(entityRef, credentials));
  }

  /** The same as JSON. */
  async getText(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<string> {
    const { access, scorecards } = this.options;
    const stored = await scorecards.findText(entityRef);
    if (stored !== undefined) {
      await access.require(entityRef, credentials);
      return stored;
    }
    await access.read(entityRef, credentials);
    return JSON.stringify({
      entityRef,
      evaluation: { state: 'idle' },
    } satisfies ServiceScorecard);
  }

  /**
   * Asks for an evaluation, also of a service that the sweep has not come across yet.
   * @throws NotFoundError, InputError for an entity that is no service
   */
  async requestEvaluation(
    entityRef: string,
    credentials: BackstageCredentials,
    grant: Grant,
  ): Promise<ServiceScorecard> {
    const { access, integrations, queue, services } = this.options;
    const entity = await access.read(entityRef, credentials);
    await grant.require(entityRef);
    if (!this.isService(entity)) {
      throw new InputError(
        `${entityRef} is no service: productionReadiness.entities leaves it out`,
      );
    }
    const known = await services.find(entityRef);
    const ids =
      known && !known.archived
        ? [known.id]
        : await services.describe([describeService(entity, integrations)]);
    await queue.enqueue(ids, 'request');
    return this.get(entityRef, credentials);
  }

  async list(
    request: ListServicesRequest,
    credentials: BackstageCredentials,
  ): Promise<Page<ServiceSummary>> {
    const { access, groups, scorecards } = this.options;
    const { under, owner, system, domain, ...rest } = request;
    const { cursor, limit = defaultLimit, ...filter } = rest;
    const full = (value: string | undefined, field: string, kind = field) =>
      value && parseReference(value, field, kind);
    return scorecards.list(
      {
        ...filter,
        owner: full(owner, 'owner', 'group'),
        system: full(system, 'system'),
        domain: full(domain, 'domain'),
        owners:
          under === undefined
            ? undefined
            : await groups.withDescendants(
                parseReference(under, 'under', 'group'),
              ),
        readable: await access.readable(credentials),
      },
      { cursor, limit },
    );
  }
}
