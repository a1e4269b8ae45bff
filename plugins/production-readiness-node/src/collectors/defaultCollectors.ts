import { Collector } from './Collector';

/** The collectors that come with the product. @public */
export const defaultCollectors: readonly Collector[] = [];
