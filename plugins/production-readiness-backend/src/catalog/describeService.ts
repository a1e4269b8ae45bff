import {
  Entity,
  parseEntityRef,
  RELATION_OWNED_BY,
  RELATION_PART_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { ScmIntegrationRegistry } from '@backstage/integration';
import { ServiceDescription } from '../database/ServiceStore';
import {
  locateRepository,
  RepositoryLocation,
} from '../repository/RepositoryLocation';

/**
 * What is kept of a catalog entity.
 * @param domainOf - the domain of a system, by its reference
 */
export function describeService(
  entity: Entity,
  integrations: ScmIntegrationRegistry,
  domainOf: (system: string) => string | undefined = () => undefined,
): ServiceDescription {
  const { metadata, spec = {} } = entity;
  const location = locationOf(entity, integrations);
  const system = systemOf(entity);
  return {
    entityRef: stringifyEntityRef(entity),
    title: metadata.title,
    owner: ownerOf(entity),
    system,
    domain: system && domainOf(system),
    type: textOf(spec.type),
    lifecycle: textOf(spec.lifecycle),
    tags: metadata.tags ?? [],
    repository: location?.repository,
    host: location?.host,
    etag: metadata.etag,
    entity: withoutRelations(entity),
  };
}

/** The reference of the owner, as the catalog resolved it. */
export function ownerOf(entity: Entity): string | undefined {
  return (
    relationTarget(entity, RELATION_OWNED_BY) ??
    referenceOf(entity.spec?.owner, 'group', entity.metadata.namespace)
  );
}

function systemOf(entity: Entity): string | undefined {
  return (
    relationTarget(entity, RELATION_PART_OF, 'system:') ??
    referenceOf(entity.spec?.system, 'system', entity.metadata.namespace)
  );
}

function relationTarget(
  entity: Entity,
  type: string,
  prefix = '',
): string | undefined {
  return entity.relations?.find(
    relation => relation.type === type && relation.targetRef.startsWith(prefix),
  )?.targetRef;
}

function referenceOf(
  value: unknown,
  defaultKind: string,
  defaultNamespace: string | undefined,
): string | undefined {
  if (typeof value !== 'string') return undefined;
  try {
    return stringifyEntityRef(
      parseEntityRef(value, { defaultKind, defaultNamespace }),
    );
  } catch {
    return undefined;
  }
}

function locationOf(
  entity: Entity,
  integrations: ScmIntegrationRegistry,
): RepositoryLocation | undefined {
  try {
    return locateRepository(entity, integrations);
  } catch {
    // The evaluation says what is wrong with it.
    return undefined;
  }
}

function withoutRelations({ relations, ...entity }: Entity): object {
  return entity;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
