/**
 * Backend of the production-readiness plugins: REST API, storage, sweep and queue.
 *
 * @packageDocumentation
 */
export { productionReadinessPlugin as default } from './plugin';
export {
  createReadinessConditionalDecision,
  readinessConditions,
} from './permissions/rules';
export {
  readinessServiceResourceRef,
  type ServiceQuery,
  type ServiceResource,
} from './permissions/ServiceResource';
