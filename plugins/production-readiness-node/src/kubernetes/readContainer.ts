import { Fields } from '../deployment/Fields';
import { FoundContainer } from '../deployment/model';
import { logFormatOf } from '../deployment/logFormat';
import { isSidecarImage } from '../deployment/offTheShelf';
import { Cursor } from '../repository/yaml/Cursor';
import { sourceOf } from './KubernetesResource';

type Probe = FoundContainer['livenessProbe'];

/** The containers of a pod's spec. */
export function readContainers(spec: Cursor): FoundContainer[] {
  const mains = spec.get('containers').items();
  const inits = spec.get('initContainers').items();
  return [
    ...inits.map(cursor =>
      readContainer(
        cursor,
        spec,
        cursor.get('restartPolicy').text() === 'Always' ? 'sidecar' : 'init',
      ),
    ),
    ...mains.map(cursor =>
      readContainer(
        cursor,
        spec,
        mains.length > 1 && isSidecarImage(cursor.get('image').text() ?? '')
          ? 'sidecar'
          : 'main',
      ),
    ),
  ];
}

function readContainer(
  cursor: Cursor,
  spec: Cursor,
  place: FoundContainer['place'],
): FoundContainer {
  const fields = new Fields();
  const security = cursor.get('securityContext');
  const podSecurity = spec.get('securityContext');
  const setting = (key: string) =>
    security.get(key).exists ? security.get(key) : podSecurity.get(key);
  const probe = (key: string) => readProbe(fields, key, cursor.get(key));
  const livenessProbe = probe('livenessProbe');
  const readinessProbe = probe('readinessProbe');
  const startupProbe = probe('startupProbe');
  const capabilities = security.get('capabilities', 'drop');
  fields.settled('dropsAllCapabilities', capabilities);
  const preStop = cursor.get('lifecycle', 'preStop');
  const secretNames = secretsBehind(cursor, spec);
  if (Object.keys(secretNames).length === 0) {
    for (const variables of [cursor.get('env'), cursor.get('envFrom')]) {
      const written = variables.items().filter(item => !item.isMapping);
      [variables, ...written].forEach(item =>
        fields.settled('secretEnvironment', item),
      );
    }
  }
  const listens =
    cursor.get('ports').items().length > 0 ||
    [livenessProbe, readinessProbe, startupProbe].some(
      found => found !== undefined && found.kind !== 'exec',
    );
  if (!listens) fields.settled('listens', cursor.get('ports'));
  const container = {
    name: cursor.get('name').text() ?? '',
    place,
    image: fields.image(cursor.get('image')),
    listens,
    livenessProbe,
    readinessProbe,
    startupProbe,
    requests: readResources(fields, 'requests', cursor),
    limits: readResources(fields, 'limits', cursor),
    runAsNonRoot: fields.boolean('runAsNonRoot', setting('runAsNonRoot')),
    runAsUser: fields.number('runAsUser', setting('runAsUser')),
    allowPrivilegeEscalation: fields.boolean(
      'allowPrivilegeEscalation',
      security.get('allowPrivilegeEscalation'),
    ),
    readOnlyRootFilesystem: fields.boolean(
      'readOnlyRootFilesystem',
      security.get('readOnlyRootFilesystem'),
    ),
    dropsAllCapabilities: capabilities
      .texts()
      .some(name => name.toUpperCase() === 'ALL'),
    preStop: preStop.exists && fields.settled('preStop', preStop),
    gracePeriodSeconds: fields.number(
      'gracePeriodSeconds',
      spec.get('terminationGracePeriodSeconds'),
    ),
    secretEnvironment: Object.keys(secretNames),
    secretNames,
    logFormat: logFormatOf(
      [...cursor.get('command').texts(), ...cursor.get('args').texts()],
      cursor
        .get('env')
        .items()
        .map(variable => [
          variable.get('name').text() ?? '',
          variable.get('value').text() ?? '',
        ]),
    ),
    source: sourceOf(cursor),
  };
  return { ...container, unresolved: fields.unresolved };
}

function readProbe(fields: Fields, field: string, probe: Cursor): Probe {
  if (!fields.settled(field, probe)) return undefined;
  if (!probe.isMapping || probe.keys().length === 0) return undefined;
  const kind = (
    [
      ['httpGet', 'http'],
      ['tcpSocket', 'tcp'],
      ['exec', 'exec'],
      ['grpc', 'grpc'],
    ] as const
  ).find(([key]) => probe.get(key).exists)?.[1];
  return {
    kind: kind ?? 'other',
    path: fields.text(`${field}.path`, probe.get('httpGet', 'path')),
    initialDelaySeconds: fields.number(
      `${field}.initialDelaySeconds`,
      probe.get('initialDelaySeconds'),
    ),
  };
}

function readResources(
  fields: Fields,
  field: 'requests' | 'limits',
  container: Cursor,
): { cpu?: string; memory?: string } {
  const own = container.get('resources', field);
  const amount = (key: 'cpu' | 'memory') => {
    const stated = own.get(key);
    // Kubernetes takes a limit that stands alone as the request too.
    const limit = container.get('resources', 'limits', key);
    return fields.text(
      `${field}.${key}`,
      field === 'requests' && !stated.exists ? limit : stated,
    );
  };
  return { cpu: amount('cpu'), memory: amount('memory') };
}

/**
 * The variables that secrets feed, with the secret's name; `name/*` where all that it holds is taken, or mounted.
 */
function secretsBehind(
  container: Cursor,
  spec: Cursor,
): Record<string, string> {
  const single = container
    .get('env')
    .items()
    .flatMap((variable): Array<[string, string]> => {
      const reference = variable.get('valueFrom', 'secretKeyRef');
      const name = variable.get('name').text();
      return reference.isMapping && name !== undefined
        ? [[name, reference.get('name').text() ?? '']]
        : [];
    });
  const whole = container
    .get('envFrom')
    .items()
    .flatMap(source => source.get('secretRef', 'name').text() ?? []);
  const mounted = container
    .get('volumeMounts')
    .items()
    .flatMap(mount => secretsOfVolume(spec, mount.get('name').text()));
  const all = [...whole, ...mounted].map((name): [string, string] => [
    `${name}/*`,
    name,
  ]);
  return Object.fromEntries([...single, ...all]);
}

/** A certificate is a secret that says nothing on where the others come from. */
const certificate = /(?:^|[-_.])(?:tls|ssl|certs?|certificates?|ca)(?:$|[-_.])/;

function secretsOfVolume(spec: Cursor, name: string | undefined): string[] {
  return spec
    .get('volumes')
    .items()
    .filter(volume => volume.get('name').text() === name)
    .flatMap(volume => [
      ...volume.get('secret', 'secretName').texts(),
      ...volume
        .get('projected', 'sources')
        .items()
        .flatMap(source => source.get('secret', 'name').texts()),
    ])
    .filter(secret => !certificate.test(secret));
}
