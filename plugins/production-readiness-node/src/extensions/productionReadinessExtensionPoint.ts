import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { RubricText } from '@goldenpath/backstage-plugin-production-readiness-common';
import { Collector } from '../collectors/Collector';
import { FactOrigin } from './FactOrigin';

/** Where modules of the production-readiness backend add what they know. @public */
export interface ProductionReadinessExtensionPoint {
  /** Adds a collector of repository facts to those that come with the product. */
  addCollector(collector: Collector): void;
  /** Adds to the rubric, or changes it, after the files that the configuration names. */
  addRubric(rubric: RubricText): void;
  /** Adds a live system that is asked at every evaluation. */
  addFactOrigin(origin: FactOrigin): void;
}

/** @public */
export const productionReadinessExtensionPoint =
  createExtensionPoint<ProductionReadinessExtensionPoint>({
    id: 'production-readiness.facts',
  });
