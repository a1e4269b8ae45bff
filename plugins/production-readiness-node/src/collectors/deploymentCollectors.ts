import { Collector } from './Collector';
import { deploymentCollector } from './deployment/deploymentCollector';
import { imageCollector } from './images/imageCollector';

/** How a service is deployed, delivered and observed. */
export const deploymentCollectors: readonly Collector[] = [
  deploymentCollector,
  imageCollector,
];
