import { FoundPlatform, Selection } from '../../deployment/model';
import { Fields } from '../../deployment/Fields';
import { KubernetesResource } from '../KubernetesResource';

/** What a reader says of a resource; the rest is the same for all. */
export interface PlatformStatement {
  kind: FoundPlatform['kind'];
  selects: Selection;
  enabled?: boolean;
  automated?: boolean;
  facets?: Array<string | false | undefined>;
  version?: string;
  minReplicas?: number;
  maxReplicas?: number;
  /** The secrets of Kubernetes that it takes from. */
  secretNames?: string[];
}

/** Reads one kind of resource; undefined where it turns out to say nothing. */
export type PlatformReader = (
  resource: KubernetesResource,
  fields: Fields,
) => PlatformStatement | undefined;

/** Readers by kind of resource, and where a kind is not unique by the start of its group. */
export type PlatformReaders = Record<
  string,
  { group?: string; read: PlatformReader }
>;
