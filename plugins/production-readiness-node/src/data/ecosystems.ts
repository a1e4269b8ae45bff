import { EcosystemData } from './EcosystemData';
import generated from './ecosystemData.json';

/**
 * What packages, code and configuration mean, per ecosystem. Written in the YAML files beside this one; the JSON is
 * made from them by `scripts/generate-data.mjs`, because a build keeps no YAML.
 * @public
 */
export const ecosystems: readonly EcosystemData[] =
  generated as unknown as EcosystemData[];
