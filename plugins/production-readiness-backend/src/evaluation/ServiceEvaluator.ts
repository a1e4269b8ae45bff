import {
  AuthService,
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { TracingService } from '@backstage/backend-plugin-api/alpha';
import {
  Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { ScmIntegrationRegistry } from '@backstage/integration';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { ownerOf } from '../catalog/describeService';
import { recordVoided } from '../claims/claimsInForce';
import { ClaimStore } from '../database/ClaimStore';
import { ScorecardStore } from '../database/ScorecardStore';
import { KnownService, ServiceStore } from '../database/ServiceStore';
import { SnapshotStore } from '../database/SnapshotStore';
import { DeploySources } from '../deploySources/DeploySources';
import { ExternalFactStore } from '../origins/ExternalFactStore';
import { LiveOrigins } from '../origins/LiveOrigins';
import { EvaluationOutcome } from '../queue/EvaluationQueue';
import { linkToRepository } from '../repository/linkEvidence';
import { locateRepository } from '../repository/RepositoryLocation';
import { RepositoryReader } from '../repository/RepositoryReader';
import { RubricInForce } from '../rubric/RubricInForce';
import { Owner } from './catalogFacts';
import { EvaluationError } from './EvaluationError';
import { judgeService, Known } from './judgeService';

/** @see ServiceEvaluator */
export interface ServiceEvaluatorOptions {
  auth: AuthService;
  catalog: CatalogService;
  deploySources: DeploySources;
  claims: ClaimStore;
  externalFacts: ExternalFactStore;
  integrations: ScmIntegrationRegistry;
  logger: LoggerService;
  origins: LiveOrigins;
  repositories: RepositoryReader;
  rubrics: RubricInForce;
  scorecards: ScorecardStore;
  services: ServiceStore;
  snapshots: SnapshotStore;
  /** Milliseconds for which facts count that could not be read anew. */
  staleAfter: number;
  tracing: TracingService;
}

/** Collects, evaluates and stores one service. */
export class ServiceEvaluator {
  private constructor(private readonly options: ServiceEvaluatorOptions) {}

  static create(options: ServiceEvaluatorOptions): ServiceEvaluator {
    return new ServiceEvaluator(options);
  }

  /** What was stored before stays when the evaluation fails. */
  async evaluate(
    serviceId: number,
    signal: AbortSignal,
  ): Promise<EvaluationOutcome> {
    const { services, tracing } = this.options;
    const service = await services.get(serviceId);
    if (!service || service.archived) return { state: 'done' };
    return tracing.startActiveSpan('evaluate-service', async span => {
      span.setAttribute('production_readiness.entity_ref', service.entityRef);
      const outcome = await this.outcomeOf(service, signal);
      span.setAttribute('production_readiness.result', outcome.state);
      if (outcome.state === 'failed') {
        span.setStatus({ code: 'error', message: outcome.error });
      }
      return outcome;
    });
  }

  private async outcomeOf(
    service: KnownService & { evaluatedAt?: string },
    signal: AbortSignal,
  ): Promise<EvaluationOutcome> {
    try {
      const dueBy = await this.evaluateKnown(service, signal);
      return { state: 'done', dueBy };
    } catch (error) {
      if (!(error instanceof EvaluationError)) throw error;
      const { message, retryAfter, pauseHost } = error;
      this.options.logger.info('A service could not be evaluated', {
        entityRef: service.entityRef,
        reason: message,
      });
      return { state: 'failed', error: message, retryAfter, pauseHost };
    }
  }

  /** Answers with the time at which the scorecard changes by itself, because a claim or a fact ends. */
  private async evaluateKnown(
    service: KnownService & { evaluatedAt?: string },
    signal: AbortSignal,
  ): Promise<number | undefined> {
    const {
      auth,
      catalog,
      deploySources,
      integrations,
      origins,
      repositories,
      tracing,
    } = this.options;
    const { id, entityRef } = service;
    const credentials = await auth.getOwnServiceCredentials();
    const entity = await catalog.getEntityByRef(entityRef, { credentials });
    if (!entity) {
      await this.options.services.archive([id]);
      return undefined;
    }
    const owner = await this.ownerFor(entity, credentials);
    await origins.ask(id, entity, signal);
    await deploySources.read(id, entity, signal);
    try {
      const location = locateRepository(entity, integrations);
      const scope = { path: location.path, name: entity.metadata.name };
      const repository = await tracing.startActiveSpan(
        'read-repository',
        { kind: 'client', attributes: { 'server.address': location.host } },
        () => repositories.read(id, location, scope, signal),
      );
      return await tracing.startActiveSpan('judge-service', () =>
        this.store(id, { entity, owner, repository }, signal),
      );
    } catch (error) {
      if (error instanceof EvaluationError) {
        await this.storeOutdated(service, { entity, owner }, error, signal);
      }
      throw error;
    }
  }

  private async store(
    serviceId: number,
    known: Omit<Known, 'external' | 'claims'>,
    signal: AbortSignal,
  ): Promise<number | undefined> {
    const { claims, externalFacts, integrations, rubrics, scorecards } =
      this.options;
    const entityRef = stringifyEntityRef(known.entity);
    const [external, inForce] = await Promise.all([
      externalFacts.read([serviceId]),
      claims.inForce([entityRef]),
    ]);
    const now = new Date();
    const judged = judgeService(
      await rubrics.current(),
      { ...known, external: external.get(serviceId) ?? [], claims: inForce },
      integrations,
      now,
    );
    signal.throwIfAborted();
    await recordVoided(claims, judged.voided);
    const scorecard = linkToRepository(
      judged.scorecard,
      known.entity,
      integrations,
    );
    await scorecards.save([{ serviceId, scorecard }], now);
    return judged.nextEnd;
  }

  /** What was seen last counts for a while. After that it is stale, and says so. */
  private async storeOutdated(
    { id, evaluatedAt }: { id: number; evaluatedAt?: string },
    known: Pick<Known, 'entity' | 'owner'>,
    { message }: EvaluationError,
    signal: AbortSignal,
  ): Promise<void> {
    const { snapshots, staleAfter } = this.options;
    if (!evaluatedAt) return;
    if (Date.now() - Date.parse(evaluatedAt) <= staleAfter) return;
    const last = await snapshots.newest(id);
    if (!last) return;
    await this.store(
      id,
      {
        ...known,
        repository: last.facts,
        outdated: { reason: message, observedAt: evaluatedAt },
      },
      signal,
    );
  }

  private async ownerFor(
    entity: Entity,
    credentials: BackstageCredentials,
  ): Promise<Owner | undefined> {
    const ref = ownerOf(entity);
    if (!ref) return undefined;
    const group =
      parseEntityRef(ref).kind.toLocaleLowerCase('en-US') === 'group' &&
      (await this.options.catalog.getEntityByRef(ref, { credentials }));
    return { ref, exists: Boolean(group) };
  }
}
