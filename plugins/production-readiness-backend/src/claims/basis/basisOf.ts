import { Entity } from '@backstage/catalog-model';
import { ScmIntegrationRegistry } from '@backstage/integration';
import {
  AttestationBasis,
  Check,
  Facts,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { createHash } from 'node:crypto';
import { describeService } from '../../catalog/describeService';
import { locateRepository } from '../../repository/RepositoryLocation';
import {
  patternIn,
  releaseFactSchema,
  watchedFactSchema,
} from './basisCollector';
import { matchesPath } from './matchesPath';

/** What an attestation of a check rests on. What cannot be told from the facts is left out. */
export function basisOf(
  entity: Entity,
  facts: Facts | undefined,
  check: Check | undefined,
  integrations: ScmIntegrationRegistry,
): AttestationBasis {
  const { owner, repository } = describeService(entity, integrations);
  return {
    owner,
    repository,
    majorVersion: facts && majorVersion(facts),
    watched:
      repository && facts && check?.attestation?.watches
        ? watchedIn(
            facts,
            check.attestation.watches,
            locateRepository(entity, integrations).path,
          )
        : undefined,
  };
}

function majorVersion({ collections }: Facts): string | undefined {
  const [release] = collections.releases ?? [];
  return release && releaseFactSchema.parse(release).version.split('.')[0];
}

/** A digest over the files that a check watches; nothing where the facts do not tell all of them. */
function watchedIn(
  { collections, gaps }: Facts,
  paths: string[],
  folder: string,
): AttestationBasis['watched'] {
  const facts = watchedFactSchema.array().parse(collections.watched ?? []);
  const seen = new Set(facts.flatMap(({ patterns }) => patterns ?? []));
  if (!paths.every(path => seen.has(path))) return undefined;
  if (gaps.some(({ collection }) => collection === 'watched')) return undefined;
  const full = paths.map(path => patternIn({ path: folder }, path));
  const files = facts
    .flatMap(({ source: { path }, digest }) =>
      path && digest && full.some(pattern => matchesPath(pattern, path))
        ? [`${digest} ${path}\n`]
        : [],
    )
    .sort();
  const digest = createHash('sha256').update(files.join('')).digest('hex');
  return { paths, digest };
}
