import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { ScorecardView } from './ScorecardView';

/** The tab on the page of a catalog entity. @public */
export function ReadinessTab() {
  const { entity } = useEntity();
  return <ScorecardView entityRef={stringifyEntityRef(entity)} />;
}
