import { JsonObject } from '@backstage/types';
import { stringify } from 'yaml';
import { overlayPatches } from './overlayPatches';
import { Resource } from './renderResources';
import {
  isMonitoring,
  isSettings,
  kustomizationText,
  literalsOf,
  resourceFiles,
} from './resourceTexts';

/** The files of the overlay of an environment, by their path in it. */
export function overlayFiles(
  resources: Resource[],
  base: ReadonlyMap<string, Resource>,
  namespace: string,
  environment: string,
): [string, string][] {
  const own = resources.filter(({ key }) => !base.has(key));
  const files = resourceFiles(own);
  const { merges, targeted } = overlayPatches(
    resources
      .filter(resource => !isSettings(resource) && !isMonitoring(resource))
      .flatMap(({ key, value }) => {
        const from = base.get(key)?.value;
        return from ? [{ from, to: value }] : [];
      }),
  );
  const patches = [
    ...(merges.length > 0 ? [{ path: 'patches.yaml' }] : []),
    ...targeted,
  ];
  const settings = resources.filter(isSettings).flatMap(({ key, value }) => {
    const known = new Set(
      base.has(key) ? literalsOf(base.get(key)!.value) : [],
    );
    const literals = literalsOf(value).filter(literal => !known.has(literal));
    return literals.length > 0
      ? [
          {
            name: (value.metadata as JsonObject).name,
            behavior: 'merge',
            literals,
          },
        ]
      : [];
  });
  const kustomization = {
    namespace,
    resources: ['../../base', ...files.map(([path]) => path)],
    labels: [
      {
        pairs: { environment },
        includeTemplates: true,
        fields: [
          {
            group: 'argoproj.io',
            kind: 'Rollout',
            path: 'spec/template/metadata/labels',
            create: true,
          },
        ],
      },
    ],
    ...(settings.length > 0 && { configMapGenerator: settings }),
    ...(patches.length > 0 && { patches }),
  };
  return [
    [
      'kustomization.yaml',
      kustomizationText(
        `What is different in ${environment}: kubectl kustomize deploy/kustomize/overlays/${environment}`,
        kustomization,
      ),
    ],
    ...files,
    ...(merges.length > 0
      ? [
          [
            'patches.yaml',
            merges
              .map(patch => `---\n${stringify(patch, { lineWidth: 0 })}`)
              .join(''),
          ] as [string, string],
        ]
      : []),
  ];
}
