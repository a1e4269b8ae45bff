import { parseEntityRef } from '@backstage/catalog-model';

/** The path of what belongs to an entity, such as `/scorecards/component/default/orders`. */
export function entityPathOf(collection: string, entityRef: string): string {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  return `/${[collection, kind, namespace, name]
    .map(encodeURIComponent)
    .join('/')}`;
}
