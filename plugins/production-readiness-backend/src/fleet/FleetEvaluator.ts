import { AuthService } from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { ScmIntegrationRegistry } from '@backstage/integration';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  CompiledRubric,
  evaluate,
  Scorecard,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { Knex } from 'knex';
import { ownerOf } from '../catalog/describeService';
import { basisOf } from '../claims/AttestationService';
import { claimsOf, reduceClaims } from '../claims/claimsInForce';
import { ClaimStore } from '../database/ClaimStore';
import { withCatalogFacts } from '../evaluation/catalogFacts';
import { linkEvidence } from '../repository/linkEvidence';
import { locateRepository } from '../repository/RepositoryLocation';
import { loadStoredServices, StoredService } from './loadStoredServices';
import { saveUnlessNewer } from './saveUnlessNewer';

/** Services held in memory at once. */
const batch = 100;

/** @see FleetEvaluator */
export interface FleetEvaluatorOptions {
  auth: AuthService;
  catalog: CatalogService;
  claims: ClaimStore;
  integrations: ScmIntegrationRegistry;
  knex: Knex;
}

/** A service as another rubric sees it. */
export interface Reevaluated extends StoredService {
  scorecard: Scorecard;
}

/** Evaluates all services from what is stored: nothing is read anew, and memory does not grow with the fleet. */
export class FleetEvaluator {
  private constructor(private readonly options: FleetEvaluatorOptions) {}

  static create(options: FleetEvaluatorOptions): FleetEvaluator {
    return new FleetEvaluator(options);
  }

  async *evaluate(
    rubric: CompiledRubric,
    signal?: AbortSignal,
  ): AsyncIterable<Reevaluated[]> {
    const { knex, claims } = this.options;
    const groups = await this.groups();
    for (let last: number | undefined = 0; last !== undefined; ) {
      signal?.throwIfAborted();
      const page = await loadStoredServices(knex, last, batch);
      last = page.last;
      const inForce = claimsOf(
        await claims.inForce(page.services.map(({ entityRef }) => entityRef)),
      );
      const now = new Date();
      yield page.services.map(service => ({
        ...service,
        scorecard: this.evaluateOne(
          service,
          rubric,
          groups,
          inForce.get(service.entityRef) ?? [],
          now,
        ),
      }));
    }
  }

  /** Stores what a rubric makes of all services. Answers with how many were evaluated. */
  async apply(rubric: CompiledRubric, signal?: AbortSignal): Promise<number> {
    let count = 0;
    for await (const services of this.evaluate(rubric, signal)) {
      await saveUnlessNewer(this.options.knex, services);
      count += services.length;
    }
    return count;
  }

  private evaluateOne(
    { entity, facts }: StoredService,
    rubric: CompiledRubric,
    groups: ReadonlySet<string>,
    claims: Parameters<typeof reduceClaims>[0],
    now: Date,
  ): Scorecard {
    const { integrations } = this.options;
    const owner = ownerOf(entity);
    const { attestations, exemptions } = reduceClaims(
      claims,
      basisOf(entity, integrations),
      now,
    );
    const scorecard = evaluate(rubric, {
      facts: withCatalogFacts(
        facts,
        entity,
        owner ? { ref: owner, exists: groups.has(owner) } : undefined,
      ),
      entity,
      attestations,
      exemptions,
      now,
    });
    const url = urlOf(entity, integrations);
    return url ? linkEvidence(scorecard, url, integrations) : scorecard;
  }

  private async groups(): Promise<ReadonlySet<string>> {
    const { auth, catalog } = this.options;
    const refs = new Set<string>();
    const pages = catalog.streamEntities(
      {
        filter: { kind: 'Group' },
        fields: ['kind', 'metadata.namespace', 'metadata.name'],
      },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    for await (const page of pages) {
      for (const entity of page) refs.add(stringifyEntityRef(entity));
    }
    return refs;
  }
}

function urlOf(
  entity: Entity,
  integrations: ScmIntegrationRegistry,
): string | undefined {
  try {
    return locateRepository(entity, integrations).url;
  } catch {
    // The next evaluation says what is wrong with the location.
    return undefined;
  }
}
