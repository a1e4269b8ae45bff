import { useCallback } from 'react';
import { parseEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/core-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { readinessTabPath } from '../../readinessTabPath';

/** Leads from the reference of an entity to its readiness tab. */
export function useReadinessTabLink(): (entityRef: string) => string {
  const entityRoute = useRouteRef(entityRouteRef);
  return useCallback(
    entityRef => `${entityRoute(parseEntityRef(entityRef))}${readinessTabPath}`,
    [entityRoute],
  );
}
