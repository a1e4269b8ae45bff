import { FoundWorkload, Origin } from '../deployment/model';
import { Cursor } from '../repository/yaml/Cursor';

/** An application of Marathon (DC/OS). */
export function readMarathonApp(
  app: Cursor,
  origin: Origin,
): FoundWorkload | undefined {
  const id = app.get('id').text();
  const image = app.get('container', 'docker', 'image').text();
  if (id === undefined || image === undefined) return undefined;
  if (!app.get('instances').exists && !app.get('cpus').exists) return undefined;
  const { path, line } = app.position;
  const health = app.get('healthChecks').items();
  const protocol = health[0]?.get('protocol').text() ?? '';
  const probe =
    health.length > 0
      ? {
          kind: /HTTP/.test(protocol) ? ('http' as const) : ('other' as const),
          path: health[0].get('path').text(),
        }
      : undefined;
  const cpu = app.get('cpus').text();
  const memory = app.get('mem').text();
  const upgrade = app.get('upgradeStrategy');
  const minimum = upgrade.get('minimumHealthCapacity').number() ?? 1;
  return {
    name: id.slice(id.lastIndexOf('/') + 1),
    kind: 'marathon-app',
    platform: 'other',
    job: false,
    replicas: app.get('instances').number(),
    strategy: 'RollingUpdate',
    maxUnavailable: `${Math.round((1 - minimum) * 100)}%`,
    annotations: {},
    labels: {},
    containers: [
      {
        name: id,
        place: 'main',
        image,
        listens:
          app.get('portDefinitions').exists ||
          app.get('container', 'portMappings').exists ||
          app.get('container', 'docker', 'portMappings').exists,
        livenessProbe: probe,
        readinessProbe: probe,
        requests: { cpu, memory },
        limits: { cpu, memory },
        dropsAllCapabilities: false,
        preStop: false,
        gracePeriodSeconds: app.get('taskKillGracePeriodSeconds').number(),
        secretEnvironment: app.get('secrets').keys(),
        source: { path, line },
      },
    ],
    source: { path, line },
    origin,
  };
}
