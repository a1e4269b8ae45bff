export * from './events';
export * from './Review';
export * from './reduceReview';
export * from './verdict';
export * from './transitions';
export * from './alarm';
export * from './hashChain';
