/**
 * Repository reading, facts and collectors of the production-readiness plugins.
 *
 * @packageDocumentation
 */
export * from './collectors';
export * from './extensions';
export { renderChartTexts } from './helm/renderChartTexts';
export type { ChartRelease, ChartTexts } from './helm/renderChartTexts';
export * from './observability';
export * from './repository';
