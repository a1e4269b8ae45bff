import { InputError } from '@backstage/errors';
import { ComposedFile } from '../Composition';
import { baseFiles } from './baseFiles';
import { overlayFiles } from './overlayFiles';
import {
  ChartSources,
  environmentsOf,
  renderResources,
} from './renderResources';

type Rendered = Omit<ComposedFile, 'sha256'>;

const environments = ['staging', 'production'];
const folder = 'deploy/kustomize';

/**
 * Makes a base and an overlay per environment of the chart of a service, and leaves the chart out. The chart stays the
 * one source: what it renders to in an environment is what the overlay of the environment builds, but for what is
 * Helm's own. Alert rules and dashboard stay files of their own.
 */
export function convertChart(
  files: readonly Rendered[],
  options: {
    name: string;
    block: string;
    /** Folder of rules and dashboard. */
    monitoring: string;
  },
): Rendered[] {
  const { name, block, monitoring } = options;
  const root = `charts/${name}/`;
  const chart = sourcesOf(files, root, `${monitoring}/`);
  const { base: baseValues, overlays } = environmentsOf(chart, environments);
  const base = renderResources(chart, {
    name,
    namespace: 'default',
    values: baseValues,
  });
  const known = new Map(base.map(resource => [resource.key, resource]));
  const file = (path: string, text: string, mode: Rendered['mode']) => ({
    path: `${folder}/${path}`,
    contents: Buffer.from(text),
    executable: false,
    block,
    mode,
  });
  return [
    ...files.filter(({ path }) => !path.startsWith(root)),
    ...baseFiles(base, name, chart).map(([path, text]) =>
      file(`base/${path}`, text, 'managed'),
    ),
    ...Object.entries(overlays).flatMap(([environment, values]) => {
      const namespace = `${name}-${environment}`;
      const resources = renderResources(chart, { name, namespace, values });
      const missing = base.filter(
        ({ key }) => !resources.some(resource => resource.key === key),
      );
      if (missing.length > 0) {
        throw new InputError(
          `The chart renders ${missing[0].key} in general and not in ${environment}; an overlay cannot take it away`,
        );
      }
      return overlayFiles(resources, known, namespace, environment).map(
        ([path, text]) =>
          file(`overlays/${environment}/${path}`, text, 'seeded'),
      );
    }),
  ];
}

function sourcesOf(
  files: readonly Rendered[],
  root: string,
  monitoring: string,
): ChartSources {
  return new Map(
    files.flatMap(({ path, contents }) => {
      const text = () => contents.toString('utf8');
      if (path.startsWith(monitoring)) {
        return [[`files/${path.slice(monitoring.length)}`, text()] as const];
      }
      return path.startsWith(root)
        ? [[path.slice(root.length), text()] as const]
        : [];
    }),
  );
}
