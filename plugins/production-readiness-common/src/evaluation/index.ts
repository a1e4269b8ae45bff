export * from './claims';
export * from './evaluate';
