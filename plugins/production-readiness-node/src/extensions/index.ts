export * from './FactOrigin';
export * from './productionReadinessExtensionPoint';
