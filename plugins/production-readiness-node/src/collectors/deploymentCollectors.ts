import { Collector } from './Collector';
import { deploymentCollector } from './deployment/deploymentCollector';
import { pipelineCollector } from './delivery/pipelineCollector';
import { imageCollector } from './images/imageCollector';
import { infrastructureCollector } from './infrastructure/infrastructureCollector';
import { observabilityCollector } from './observability/observabilityCollector';

/** How a service is deployed, delivered and observed. */
export const deploymentCollectors: readonly Collector[] = [
  deploymentCollector,
  imageCollector,
  pipelineCollector,
  observabilityCollector,
  infrastructureCollector,
];
