import { Entity } from '@backstage/catalog-model';
import { ScmIntegrationRegistry } from '@backstage/integration';
import {
  collectionSchemas,
  CompiledRubric,
  Facts,
  Scorecard,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { basisOf } from '../claims/basis/basisOf';
import {
  ClaimsInForce,
  reduceClaims,
  StoredClaims,
} from '../claims/claimsInForce';
import { ExternalFacts } from '../origins/ExternalFactStore';
import { splitByAge } from '../origins/splitByAge';
import { Owner, withCatalogFacts } from './catalogFacts';
import { evaluateWithExpired, mergeFacts } from './evaluateWithExpired';

/** Everything that is known of a service. */
export interface Known {
  entity: Entity;
  owner: Owner | undefined;
  repository: Facts;
  /** Why the facts of the repository are too old to count, and when they were seen last. */
  outdated?: { reason: string; observedAt: string };
  external: ExternalFacts[];
  claims: StoredClaims;
}

/** A scorecard without links, when it changes by itself (milliseconds since the epoch), and the attestations that are void. */
export interface Judged {
  scorecard: Scorecard;
  nextEnd?: number;
  voided: ClaimsInForce['voided'];
}

/** What a rubric makes of a service. The one way to a scorecard, whether facts are fresh or stored. */
export function judgeService(
  rubric: CompiledRubric,
  known: Known,
  integrations: ScmIntegrationRegistry,
  now: Date,
): Judged {
  const { entity, owner, repository, outdated } = known;
  const { attestations, exemptions, voided, ...claims } = reduceClaims(
    known.claims,
    id => {
      const check = rubric.document.checks.find(one => one.id === id);
      return basisOf(entity, repository, check, integrations);
    },
    now,
  );
  const external = splitByAge(known.external, now);
  const seen = outdated ? unseen(repository, outdated.reason) : repository;
  const scorecard = evaluateWithExpired(
    rubric,
    {
      facts: withCatalogFacts(
        mergeFacts([seen, ...external.fresh]),
        entity,
        owner,
      ),
      entity,
      attestations,
      exemptions,
      now,
    },
    [
      ...(outdated
        ? [
            {
              origin: 'the repository',
              observedAt: outdated.observedAt,
              facts: repository,
            },
          ]
        : []),
      ...external.expired,
    ],
  );
  const ends = [claims.nextEnd, external.nextEnd].filter(
    end => end !== undefined,
  );
  return {
    scorecard,
    nextEnd: ends.length > 0 ? Math.min(...ends) : undefined,
    voided,
  };
}

/** The facts of a repository that nobody could look into. */
function unseen({ commit, collections }: Facts, reason: string): Facts {
  const names = new Set([
    ...Object.keys(collectionSchemas),
    ...Object.keys(collections),
  ]);
  return {
    commit,
    collections: {},
    gaps: [...names].map(collection => ({ collection, reason })),
  };
}
