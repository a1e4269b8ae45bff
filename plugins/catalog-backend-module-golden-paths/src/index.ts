/**
 * Registers the golden paths of a folder in the catalog.
 *
 * @packageDocumentation
 */
export { catalogModuleGoldenPaths as default } from './module';
