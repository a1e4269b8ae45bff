/**
 * Scorecards and readiness reviews for Backstage's new frontend system.
 *
 * @packageDocumentation
 */
export { productionReadinessPlugin as default } from './plugin';
export { productionReadinessApiRef } from './api';
export { productionReadinessTranslationRef } from './translation';
