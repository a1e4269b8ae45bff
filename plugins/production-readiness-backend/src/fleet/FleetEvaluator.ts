import { AuthService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { ScmIntegrationRegistry } from '@backstage/integration';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { CompiledRubric } from '@goldenpath/backstage-plugin-production-readiness-common';
import { Knex } from 'knex';
import { ownerOf } from '../catalog/describeService';
import { claimsOf, StoredClaims } from '../claims/claimsInForce';
import { ClaimStore } from '../database/ClaimStore';
import { judgeService } from '../evaluation/judgeService';
import { ExternalFacts, ExternalFactStore } from '../origins/ExternalFactStore';
import { linkToRepository } from '../repository/linkEvidence';
import { loadStoredServices, StoredService } from './loadStoredServices';
import { Reevaluated } from './Reevaluated';
import { saveUnlessNewer } from './saveUnlessNewer';

/** Services loaded at once; four batches are in memory. More are no faster, and live long enough to fill the heap. */
const batch = 48;
/** Batches that are written at once, each in a transaction of its own. */
const saves = 2;

/** @see FleetEvaluator */
export interface FleetEvaluatorOptions {
  auth: AuthService;
  catalog: CatalogService;
  claims: ClaimStore;
  externalFacts: ExternalFactStore;
  integrations: ScmIntegrationRegistry;
  knex: Knex;
  /** Milliseconds for which facts count that could not be read anew. */
  staleAfter: number;
}

/** Services with everything else that counts of them. */
interface StoredPage {
  services: StoredService[];
  claims: Map<string, StoredClaims>;
  external: Map<number, ExternalFacts[]>;
  last?: number;
}

/** Evaluates all services from what is stored: nothing is read anew, and memory does not grow with the fleet. */
export class FleetEvaluator {
  private constructor(private readonly options: FleetEvaluatorOptions) {}

  static create(options: FleetEvaluatorOptions): FleetEvaluator {
    return new FleetEvaluator(options);
  }

  /** Scorecards without links into repositories. */
  async *evaluate(
    rubric: CompiledRubric,
    signal?: AbortSignal,
  ): AsyncIterable<Reevaluated[]> {
    const { integrations } = this.options;
    const groups = await this.groups();
    for await (const { services, claims, external } of this.pages(signal)) {
      const now = new Date();
      yield services.map(service => {
        const { id, entityRef, entity, facts, evaluatedAt } = service;
        const ref = ownerOf(entity);
        const known = {
          entity,
          owner: ref ? { ref, exists: groups.has(ref) } : undefined,
          repository: facts,
          outdated: this.outdated(evaluatedAt, now),
          external: external.get(id) ?? [],
          claims: claims.get(entityRef) ?? [],
        };
        const { scorecard } = judgeService(rubric, known, integrations, now);
        return { ...service, scorecard };
      });
    }
  }

  /** What is stored, a batch at a time. The next one is on its way while one is worked on. */
  private async *pages(signal?: AbortSignal): AsyncGenerator<StoredPage> {
    let coming: Promise<StoredPage> | undefined = this.load(0);
    while (coming) {
      const page: StoredPage = await coming;
      signal?.throwIfAborted();
      coming = page.last === undefined ? undefined : this.load(page.last);
      // Nobody may be there any more to hear that it failed.
      coming?.catch(() => {});
      yield page;
    }
  }

  private async load(after: number): Promise<StoredPage> {
    const { knex, claims, externalFacts } = this.options;
    const page = await loadStoredServices(knex, after, batch);
    const [inForce, external] = await Promise.all([
      claims.inForce(page.services.map(({ entityRef }) => entityRef)),
      externalFacts.read(page.services.map(({ id }) => id)),
    ]);
    return { ...page, claims: claimsOf(inForce), external };
  }

  /** Stores what a rubric makes of all services. Answers with how many were evaluated. */
  async apply(rubric: CompiledRubric, signal?: AbortSignal): Promise<number> {
    const { integrations, knex } = this.options;
    // The facts are not held while the scorecards are written.
    const linked = ({ id, evaluatedAt, entity, scorecard }: Reevaluated) => ({
      id,
      evaluatedAt,
      scorecard: linkToRepository(scorecard, entity, integrations),
    });
    let count = 0;
    const saving: Promise<void>[] = [];
    try {
      for await (const services of this.evaluate(rubric, signal)) {
        if (saving.length === saves) await saving.shift();
        // The database writes while the next services are evaluated.
        const saved = saveUnlessNewer(knex, services.map(linked));
        saved.catch(() => {});
        saving.push(saved);
        count += services.length;
      }
    } finally {
      // What ends early leaves no write behind that nobody waits for.
      await Promise.allSettled(saving);
    }
    await Promise.all(saving);
    return count;
  }

  private outdated(evaluatedAt: string | null, now: Date) {
    if (evaluatedAt === null) return undefined;
    const age = now.getTime() - Date.parse(evaluatedAt);
    return age > this.options.staleAfter
      ? {
          reason: 'It has not been read for too long.',
          observedAt: evaluatedAt,
        }
      : undefined;
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
