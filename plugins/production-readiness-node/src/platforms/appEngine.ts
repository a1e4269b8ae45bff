import { FoundPlatform, FoundWorkload, Origin } from '../deployment/model';
import { Cursor } from '../repository/yaml/Cursor';

/** An App Engine service (`app.yaml`). */
export function readAppEngine(
  app: Cursor,
  origin: Origin,
): { workload: FoundWorkload; platform: FoundPlatform[] } | undefined {
  const runtime = app.get('runtime').text();
  if (runtime === undefined) return undefined;
  const { path, line } = app.position;
  const source = { path, line };
  const name = app.get('service').text() ?? 'default';
  const scaling = app.get('automatic_scaling');
  const probe = (key: string) =>
    app.get(key).isMapping
      ? { kind: 'http' as const, path: app.get(key, 'path').text() }
      : undefined;
  const cpu = app.get('resources', 'cpu').text();
  const memory = app.get('resources', 'memory_gb').text();
  const minimum =
    scaling.get('min_instances').number() ??
    scaling.get('min_num_instances').number();
  const maximum =
    scaling.get('max_instances').number() ??
    scaling.get('max_num_instances').number();
  return {
    workload: {
      name,
      kind: 'app-engine-service',
      platform: 'app-engine',
      job: false,
      replicas: app.get('manual_scaling', 'instances').number() ?? minimum,
      // Traffic moves to a version once its instances run.
      strategy: 'BlueGreen',
      annotations: {},
      labels: {},
      containers: [
        {
          name,
          place: 'main',
          listens: true,
          livenessProbe: probe('liveness_check'),
          readinessProbe: probe('readiness_check'),
          requests: { cpu, memory: memory && `${memory}Gi` },
          limits: { cpu, memory: memory && `${memory}Gi` },
          dropsAllCapabilities: false,
          preStop: false,
          secretEnvironment: [],
          source,
        },
      ],
      source,
      origin,
    },
    platform: scaling.isMapping
      ? [
          {
            kind: 'autoscaler',
            resource: 'automatic_scaling',
            name,
            enabled: true,
            automated: true,
            minReplicas: minimum,
            maxReplicas: maximum,
            facets: ['horizontal'],
            selects: { by: 'name', names: [name] },
            source: {
              path: scaling.position.path,
              line: scaling.position.line,
            },
            origin,
          },
        ]
      : [],
  };
}
