export { startForge } from './startForge';
export type { Forge, ForgeOptions } from './startForge';
export type { ForgeLogger } from './ForgeLogger';
export { seedExamples } from './repositories/seedExamples';
export { FORGE_URL_PLACEHOLDER } from './repositories/seedRepository';
export type { SeedCommit, SeedRepository } from './repositories/seedRepository';
