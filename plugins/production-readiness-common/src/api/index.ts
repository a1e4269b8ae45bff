export * from './wire';
export * from './claims';
export * from './ProductionReadinessApi';
export * from './ProductionReadinessClient';
export * from './ClaimsClient';
export type { ReadinessClientOptions } from './ReadinessFetcher';
export * from './rollups';
export * from './RollupsClient';
export * from './previews';
