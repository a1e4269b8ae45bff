import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import { ScmIntegrationRegistry } from '@backstage/integration';
import { toSarif } from '@goldenpath/backstage-plugin-production-readiness-common';
import { EntityAccess } from '../access/EntityAccess';
import { ScorecardStore } from '../database/ScorecardStore';
import { locateRepository } from '../repository/RepositoryLocation';
import { ActivationStore } from '../rubric/ActivationStore';
import { RubricInForce } from '../rubric/RubricInForce';

/** @see SarifService */
export interface SarifServiceOptions {
  access: EntityAccess;
  activations: ActivationStore;
  integrations: ScmIntegrationRegistry;
  rubrics: RubricInForce;
  scorecards: ScorecardStore;
}

/** Stored scorecards for code review. */
export class SarifService {
  private constructor(private readonly options: SarifServiceOptions) {}

  static create(options: SarifServiceOptions): SarifService {
    return new SarifService(options);
  }

  /** @throws NotFoundError, ConflictError for a service that has not been evaluated yet */
  async get(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<ReturnType<typeof toSarif>> {
    const { access, activations, integrations, rubrics, scorecards } =
      this.options;
    const entity = await access.read(entityRef, credentials);
    const scorecard = (await scorecards.find(entityRef))?.scorecard;
    if (!scorecard) {
      throw new ConflictError(`${entityRef} has not been evaluated yet`);
    }
    // The rubric that it rests on, which need not be the one in force.
    const rubric =
      (await activations.document(scorecard.rubric.hash)) ??
      (await rubrics.current()).document;
    return toSarif({
      service: entity.metadata.name,
      path: locateRepository(entity, integrations).path,
      rubric,
      scorecard,
    });
  }
}
