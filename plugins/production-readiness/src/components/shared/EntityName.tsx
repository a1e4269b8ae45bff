import { EntityDisplayName } from '@backstage/plugin-catalog-react';

/** The name that the portal shows for an entity, without a link. */
export function EntityName({ entityRef }: { entityRef: string }) {
  return <EntityDisplayName entityRef={entityRef} hideIcon disableTooltip />;
}
