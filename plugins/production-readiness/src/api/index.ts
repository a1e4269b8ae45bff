export * from './productionReadinessApiRef';
