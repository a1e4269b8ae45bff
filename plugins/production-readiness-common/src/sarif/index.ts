export * from './encodePath';
export * from './toSarif';
