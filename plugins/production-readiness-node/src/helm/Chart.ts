import { FactGap } from '@goldenpath/backstage-plugin-production-readiness-common';
import { Cursor } from '../repository/yaml/Cursor';
import { Template } from './parseTemplate';
import { Values } from './values';

/** A chart that another chart depends on. */
export interface ChartDependency {
  name: string;
  alias?: string;
  version?: string;
  repository?: string;
  condition?: string;
  source: { path: string; line: number };
}

/** A chart as it stands in the repository. */
export interface Chart {
  folder: string;
  name: string;
  /** The archive that it stands in; lines of its templates are not lines of a file then. */
  packedIn?: string;
  /** The release that it is rendered as, where that has another name. */
  release?: string;
  /** Chart.yaml. */
  metadata: Cursor;
  isLibrary: boolean;
  dependencies: ChartDependency[];
  values: Values;
  templates: Template[];
  /** Templates that could not be read. */
  gaps: FactGap[];
}

/** Its name, with the version that is asked for. */
export function titleOf({ name, version }: ChartDependency): string {
  return version === undefined ? name : `${name} ${version}`;
}
