import { FoundPlatform, Origin } from '../../deployment/model';

/** Resources that charts commonly put behind a switch, and what they are. */
const kinds: Record<string, FoundPlatform['kind']> = {
  HorizontalPodAutoscaler: 'autoscaler',
  ScaledObject: 'autoscaler',
  PodDisruptionBudget: 'disruption-budget',
  NetworkPolicy: 'network-policy',
  ServiceMonitor: 'service-monitor',
  ExternalSecret: 'secret-store',
};

/** Resources that a chart has a template for and that no values file switches on. */
export function switchedOff(
  templates: Array<[path: string, text: string]>,
  rendered: ReadonlyMap<string, ReadonlySet<string>>,
  origin: Origin,
): FoundPlatform[] {
  return templates.flatMap(([path, text]) => {
    const lines = text.split('\n');
    return lines.flatMap((line, index): FoundPlatform[] => {
      const resource = /^kind:\s*(\w+)\s*$/.exec(line)?.[1];
      if (resource === undefined || !Object.hasOwn(kinds, resource)) return [];
      if (rendered.get(path)?.has(resource)) return [];
      return [
        {
          kind: kinds[resource],
          resource,
          name: origin.name ?? '',
          enabled: false,
          automated: false,
          facets: ['switched-off'],
          selects: { by: 'everything' },
          source: { path, line: index + 1 },
          origin,
        },
      ];
    });
  });
}
