import { FoundDeployment } from '../deployment/model';
import { readObservability } from '../observability/kubernetes';
import { readScrapeConfigMap } from '../observability/scrapeConfigs';
import { readCrossplane } from '../infrastructure/crossplane';
import { clowdAppResources } from './clowdAppResources';
import { KubernetesResource } from './KubernetesResource';
import { readKnativeService } from './readKnativeService';
import { readNaisApplication } from './readNaisApplication';
import { readPlatform } from './platform/readPlatform';
import { releasedResources } from './releasedResources';
import { readWorkload } from './readWorkload';
import { plain } from './selectors';

/** What resources say, of whatever kind they are. */
export function readResources(
  written: KubernetesResource[],
): Partial<FoundDeployment> {
  const resources = [
    ...written,
    ...written.flatMap(releasedResources),
    ...written.flatMap(clowdAppResources),
  ];
  const special = resources.flatMap(
    resource =>
      readKnativeService(resource) ?? readNaisApplication(resource) ?? [],
  );
  return {
    workloads: [
      ...resources.flatMap(resource => readWorkload(resource) ?? []),
      ...special.map(({ workload }) => workload),
    ],
    platform: [
      ...resources.flatMap(resource => readPlatform(resource) ?? []),
      ...special.flatMap(({ platform }) => platform),
      ...resources.flatMap(readScrapeConfigMap),
    ],
    observability: resources.flatMap(readObservability),
    infrastructure: resources.flatMap(readCrossplane),
    services: resources
      .filter(({ kind, group }) => kind === 'Service' && group === '')
      .map(({ name, root }) => ({
        name,
        selects: plain(root.get('spec', 'selector')),
      })),
  };
}
