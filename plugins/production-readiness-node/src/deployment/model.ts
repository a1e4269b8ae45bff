import {
  FactGap,
  FactOf,
  Source,
} from '@goldenpath/backstage-plugin-production-readiness-common';

/**
 * Where a workload was found. Everything of one `family` (a chart, a set of overlays, a compose project) shows the
 * same deployment under different settings.
 */
export interface Origin {
  family: string;
  /** Folder of the deploy source, to tell whether it belongs to the service's own folder. */
  folder: string;
  /** The values file, overlay or environment that it was rendered with. */
  variant?: string;
  /** A name that the whole deploy source goes by, such as the chart's. */
  name?: string;
  production: boolean;
  /** Its own name says that it is for production. */
  explicit?: boolean;
}

type ContainerFact = FactOf<'containers'>;

/** A container before it is known whose it is. */
export type FoundContainer = Omit<
  ContainerFact,
  | 'workload'
  | 'kind'
  | 'platform'
  | 'role'
  | 'production'
  | 'variant'
  | 'clearEnvironment'
> & {
  place: 'main' | 'init' | 'sidecar';
  /** The Kubernetes secret behind each entry of `secretEnvironment`. */
  secretNames?: Record<string, string>;
  /** Its whole definition is an expression: not even how its image is referred to can be told. */
  isHidden?: boolean;
};

type WorkloadFact = FactOf<'workloads'>;

/** A workload before it is known whose it is. */
export type FoundWorkload = Omit<
  WorkloadFact,
  'role' | 'production' | 'variant' | 'purges'
> & {
  origin: Origin;
  job: boolean;
  /** Labels of its pods, for selectors. */
  labels: Record<string, string>;
  namespace?: string;
  containers: FoundContainer[];
  /** The folder that its image is built from, where the deploy source says so. */
  buildContext?: string;
};

type PlatformFact = FactOf<'platform'>;

/** A platform resource before it is known whether it concerns the service. */
export type FoundPlatform = Omit<PlatformFact, 'selectsService' | 'variant'> & {
  origin: Origin;
  selects: Selection;
  namespace?: string;
  /** The secrets of Kubernetes that it takes from. */
  secretNames?: string[];
};

/** Which workloads a platform resource applies to. */
export type Selection =
  | { by: 'everything' }
  | { by: 'nothing' }
  | { by: 'labels'; matches: (labels: Record<string, string>) => boolean }
  | {
      by: 'annotations';
      matches: (annotations: Record<string, string>) => boolean;
    }
  | { by: 'name'; names: string[] };

/** A file that describes how something is deployed. */
export interface DeploySource {
  tool: string;
  source: Source;
  origin: Origin;
}

/** A name inside the cluster that leads to pods. */
export interface FoundService {
  name: string;
  selects: Selection;
}

/** An image that a deploy source names outside of a container, such as in the values of a chart that is elsewhere. */
export interface FoundImage {
  image: string;
  source: Source;
  origin: Origin;
}

/** What a deploy source holds. */
export interface FoundDeployment {
  images: FoundImage[];
  sources: DeploySource[];
  services: FoundService[];
  workloads: FoundWorkload[];
  platform: FoundPlatform[];
  observability: Array<FactOf<'observability'> & { origin: Origin }>;
  infrastructure: Array<FactOf<'infrastructure'>>;
  gaps: FactGap[];
}

export function emptyDeployment(): FoundDeployment {
  return {
    images: [],
    sources: [],
    services: [],
    workloads: [],
    platform: [],
    observability: [],
    infrastructure: [],
    gaps: [],
  };
}

/** Adds what another deploy source holds. */
export function addDeployment(
  target: FoundDeployment,
  more: Partial<FoundDeployment>,
): void {
  target.images.push(...(more.images ?? []));
  target.sources.push(...(more.sources ?? []));
  target.services.push(...(more.services ?? []));
  target.workloads.push(...(more.workloads ?? []));
  target.platform.push(...(more.platform ?? []));
  target.observability.push(...(more.observability ?? []));
  target.infrastructure.push(...(more.infrastructure ?? []));
  target.gaps.push(...(more.gaps ?? []));
}
