export * from './ApiRoute';
export * from './scorecardRoutes';
export * from './reviewRoutes';
export * from './claimRoutes';
export * from './rollupRoutes';
export * from './rubricRoutes';
export * from './operationsRoutes';
export * from './apiRoutes';
