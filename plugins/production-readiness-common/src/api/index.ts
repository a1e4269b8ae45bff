export * from './wire';
export * from './ProductionReadinessApi';
export * from './ProductionReadinessClient';
