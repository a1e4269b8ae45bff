export { compose } from './compose';
export type { ComposedFile, Composition } from './Composition';
export type {
  BlockDefinition,
  OwnershipMode,
  RuntimeValue,
} from './BlockDefinition';
export { pathInputs } from './pathInputs';
export type { PathDefinition } from './PathDefinition';
export type { ServiceDescription } from './describeService';
export { selectedBlocks } from './selectedBlocks';
export { TemplateLibrary } from './TemplateLibrary';
export type { LibraryProblem } from './TemplateLibrary';
export { TemplateEngine } from './TemplateEngine';
export { contextFilters } from './filters';
export { lockPath } from './lockFile';
export type { GoldenPathLock } from './lockFile';
export { writeComposition } from './writeComposition';
