import { codeCollectors } from './codeCollectors';
import { Collector } from './Collector';
import { deploymentCollectors } from './deploymentCollectors';

/** The collectors that come with the product. @public */
export const defaultCollectors: readonly Collector[] = [
  ...deploymentCollectors,
  ...codeCollectors,
];
