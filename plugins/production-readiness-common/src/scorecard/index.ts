export * from './Scorecard';
export * from './level';
export * from './nextSteps';
