export * from './condition';
export * from './Rubric';
export * from './RubricError';
export * from './compileRubric';
export * from './contentHash';
export * from './extension';
export * from './parseRubric';
