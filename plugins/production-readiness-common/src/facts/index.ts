export * from './Source';
export * from './FactItem';
export * from './deployment';
export * from './delivery';
export * from './code';
export * from './knowledge';
export * from './Facts';
