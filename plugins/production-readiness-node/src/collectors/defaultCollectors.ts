import { codeCollectors } from './codeCollectors';
import { Collector } from './Collector';
import { deploymentCollector } from './deployment/deploymentCollector';

/** The collectors that come with the product. @public */
export const defaultCollectors: readonly Collector[] = [
  deploymentCollector,
  ...codeCollectors,
];
