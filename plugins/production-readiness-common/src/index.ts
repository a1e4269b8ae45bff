export * from './facts';
export * from './rubric';
export * from './evaluation';
export * from './scorecard';
