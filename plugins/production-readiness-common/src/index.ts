export * from './facts';
export * from './rubric';
export * from './evaluation';
export * from './scorecard';
export * from './review';
export * from './claims';
export * from './permissions';
export * from './api';
