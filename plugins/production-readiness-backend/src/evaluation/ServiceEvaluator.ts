import {
  AuthService,
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { Entity, parseEntityRef } from '@backstage/catalog-model';
import { ScmIntegrationRegistry } from '@backstage/integration';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  CompiledRubric,
  evaluate,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { ownerOf } from '../catalog/describeService';
import { basisOf } from '../claims/AttestationService';
import { recordVoided, reduceClaims } from '../claims/claimsInForce';
import { ClaimStore } from '../database/ClaimStore';
import { ScorecardStore } from '../database/ScorecardStore';
import { ServiceStore } from '../database/ServiceStore';
import { EvaluationOutcome } from '../queue/EvaluationQueue';
import { linkEvidence } from '../repository/linkEvidence';
import { locateRepository } from '../repository/RepositoryLocation';
import { RepositoryReader } from '../repository/RepositoryReader';
import { Owner, withCatalogFacts } from './catalogFacts';
import { EvaluationError } from './EvaluationError';

/** @see ServiceEvaluator */
export interface ServiceEvaluatorOptions {
  auth: AuthService;
  catalog: CatalogService;
  claims: ClaimStore;
  integrations: ScmIntegrationRegistry;
  logger: LoggerService;
  repositories: RepositoryReader;
  rubric: CompiledRubric;
  scorecards: ScorecardStore;
  services: ServiceStore;
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
    const { logger, services } = this.options;
    const service = await services.get(serviceId);
    if (!service || service.archived) return { state: 'done' };
    const { entityRef } = service;
    try {
      const dueBy = await this.evaluateKnown(serviceId, entityRef, signal);
      return { state: 'done', dueBy };
    } catch (error) {
      if (!(error instanceof EvaluationError)) throw error;
      const { message, retryAfter, pauseHost } = error;
      logger.info('A service could not be evaluated', {
        entityRef,
        reason: message,
      });
      return { state: 'failed', error: message, retryAfter, pauseHost };
    }
  }

  /** Answers with the time at which the scorecard changes by itself, because a claim ends. */
  private async evaluateKnown(
    serviceId: number,
    entityRef: string,
    signal: AbortSignal,
  ): Promise<number | undefined> {
    const { auth, catalog, integrations, repositories, rubric } = this.options;
    const { scorecards, services } = this.options;
    const credentials = await auth.getOwnServiceCredentials();
    const entity = await catalog.getEntityByRef(entityRef, { credentials });
    if (!entity) {
      await services.archive([serviceId]);
      return undefined;
    }
    const location = locateRepository(entity, integrations);
    const [read, owner] = await Promise.all([
      repositories.read(
        serviceId,
        location,
        { path: location.path, name: entity.metadata.name },
        signal,
      ),
      this.ownerFor(entity, credentials),
    ]);
    const now = new Date();
    const { attestations, exemptions, voided, nextEnd } = reduceClaims(
      await this.options.claims.inForce([entityRef]),
      basisOf(entity, integrations),
      now,
    );
    await recordVoided(this.options.claims, voided);
    const scorecard = evaluate(rubric, {
      facts: withCatalogFacts(read, entity, owner),
      entity,
      attestations,
      exemptions,
      now,
    });
    signal.throwIfAborted();
    const linked = linkEvidence(scorecard, location.url, integrations);
    await scorecards.save([{ serviceId, scorecard: linked }], now);
    return nextEnd;
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
