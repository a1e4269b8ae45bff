import { Entity } from '@backstage/catalog-model';
import {
  FactOf,
  Facts,
  Source,
} from '@goldenpath/backstage-plugin-production-readiness-common';

/** The owner of an entity, as the catalog resolved it. */
export interface Owner {
  ref: string;
  /** Whether it is a Group of the catalog. */
  exists: boolean;
}

/**
 * Adds what the catalog knows to the facts of the repository. The entity of the catalog takes the place of the one
 * that was read from its descriptor, and keeps that one's line.
 */
export function withCatalogFacts(
  facts: Facts,
  entity: Entity,
  owner: Owner | undefined,
): Facts {
  const { entity: read = [], ownership = [], ...others } = facts.collections;
  const isSame = (item: object) =>
    'kind' in item &&
    'name' in item &&
    item.kind === entity.kind &&
    item.name === entity.metadata.name;
  const source: Source = read.find(isSame)?.source ?? viewOf(entity);
  const owned: Array<FactOf<'ownership'>> = owner
    ? [
        {
          source,
          by: 'catalog',
          owner: owner.ref,
          exists: owner.exists,
          coversAll: true,
        },
      ]
    : [];
  return {
    ...facts,
    collections: {
      ...others,
      entity: [
        entityFact(entity, source),
        ...read.filter(item => !isSame(item)),
      ],
      ownership: [...owned, ...ownership],
    },
  };
}

function entityFact(entity: Entity, source: Source): FactOf<'entity'> {
  const { metadata, spec = {} } = entity;
  return {
    source,
    kind: entity.kind,
    name: metadata.name,
    type: textOf(spec.type),
    lifecycle: textOf(spec.lifecycle),
    owner: textOf(spec.owner),
    system: textOf(spec.system),
    tags: metadata.tags ?? [],
    annotations: metadata.annotations ?? {},
    links: (metadata.links ?? []).map(({ title, url, type }) => ({
      title,
      url,
      type,
    })),
  };
}

function viewOf(entity: Entity): Source {
  const url = entity.metadata.annotations?.['backstage.io/view-url'];
  return url ? { url } : {};
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
