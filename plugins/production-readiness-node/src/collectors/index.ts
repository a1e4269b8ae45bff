export * from './Collector';
export * from './defaultCollectors';
