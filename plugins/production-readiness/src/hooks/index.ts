export * from './usePolled';
export * from './useScorecard';
export * from './useRubric';
export * from './useNotify';
export * from './useActor';
export * from './useCursorList';
export * from './useText';
