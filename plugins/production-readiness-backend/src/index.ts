/**
 * Backend of the production-readiness plugins: REST API, storage, sweep and queue.
 *
 * @packageDocumentation
 */
export { productionReadinessPlugin as default } from './plugin';
