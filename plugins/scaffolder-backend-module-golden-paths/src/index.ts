export { goldenPathsModule as default } from './module';
export { createCleanupAction } from './actions/createCleanupAction';
export { createComposeAction } from './actions/createComposeAction';
export { createPreflightAction } from './actions/createPreflightAction';
export { createProtectAction } from './actions/createProtectAction';
export { createReadinessAction } from './actions/createReadinessAction';
export type { RepositoryOptions } from './actions/createPreflightAction';
export type { LibraryOptions } from './actions/resolveLibrary';
export * from './compose';
