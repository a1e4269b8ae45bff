import { Fields } from '../deployment/Fields';
import {
  FoundContainer,
  FoundPlatform,
  FoundWorkload,
  Origin,
} from '../deployment/model';
import { folderOf, resolvePath } from '../repository/paths';
import { Cursor } from '../repository/yaml/Cursor';
import { unresolvedIn } from '../repository/yaml/unresolved';
import { interpolate } from './interpolate';
import { readUpdates } from './readUpdates';

/** What a service of a compose file needs to be read. */
export interface ComposeContext {
  origin: Origin;
  folder: string;
  variables: ReadonlyMap<string, string>;
  /** Services that others wait for to end: they do something once. */
  oneOff: ReadonlySet<string>;
  /** Whether the Dockerfile at a path has a HEALTHCHECK. */
  hasHealthcheck(dockerfile: string): boolean;
}

/** A service of a compose file, with what its own definition says that the platform does. */
export function readComposeService(
  name: string,
  service: Cursor,
  context: ComposeContext,
): { workload: FoundWorkload; platform: FoundPlatform[] } {
  const { origin } = context;
  const { path, line } = service.position;
  const source = { path, line };
  const labels = {
    ...labelsOf(service.get('labels')),
    ...labelsOf(service.get('deploy', 'labels')),
  };
  const build = readBuild(service, context.folder);
  const workload: FoundWorkload = {
    name,
    kind: 'compose-service',
    platform: 'compose',
    job: context.oneOff.has(name),
    replicas: service.get('deploy', 'replicas').number() ?? 1,
    ...readUpdates(service.get('deploy', 'update_config')),
    annotations: labels,
    labels: {},
    containers: [readContainer(name, service, labels, build, context, source)],
    buildContext: build?.folder,
    source,
    origin,
  };
  const platform: FoundPlatform[] = [];
  const add = (kind: FoundPlatform['kind'], facets: string[]) =>
    platform.push({
      kind,
      resource: 'compose-service',
      name,
      enabled: true,
      automated: true,
      facets,
      selects: { by: 'name', names: [name] },
      source,
      origin,
    });
  const limits = Object.keys(labels).some(key =>
    /^traefik\.http\.middlewares\.[^.]+\.ratelimit\./i.test(key),
  );
  if (limits) add('ingress', ['rate-limit']);
  const update = service.get('deploy', 'update_config');
  if (update.get('failure_action').text() === 'rollback') {
    add('progressive-delivery', ['rollback']);
  }
  return { workload, platform };
}

/** What an image of a compose file is built from. */
export interface Build {
  /** The folder that holds the Dockerfile. */
  folder: string;
  dockerfile: string;
}

/** What the image of a service is built from; undefined where it is not built here. */
export function readBuild(service: Cursor, folder: string): Build | undefined {
  const build = service.get('build');
  if (!build.exists) return undefined;
  const written = build.text() ?? build.get('context').text() ?? '.';
  const context = resolvePath(folder, written);
  if (context === undefined || written.includes('://')) return undefined;
  const dockerfile = resolvePath(
    context,
    build.get('dockerfile').text() ?? 'Dockerfile',
  );
  if (dockerfile === undefined) return undefined;
  return { folder: folderOf(dockerfile), dockerfile };
}

function readContainer(
  name: string,
  service: Cursor,
  labels: Record<string, string>,
  build: Build | undefined,
  { variables, hasHealthcheck }: ComposeContext,
  source: { path: string; line: number },
): FoundContainer {
  const fields = new Fields();
  const written = service.get('image').text();
  const image =
    written === undefined ? undefined : interpolate(written, variables);
  const open = image === undefined ? undefined : unresolvedIn(image);
  if (open !== undefined) fields.note('image', open);
  const health = service.get('healthcheck');
  const checked = health.exists
    ? health.get('disable').boolean() !== true &&
      health.get('test').texts()[0] !== 'NONE'
    : build !== undefined && hasHealthcheck(build.dockerfile);
  const routed = Object.keys(labels).some(key => key.startsWith('traefik.'));
  const swarm = service.get('deploy', 'update_config').exists;
  const user = service.get('user').text();
  const userId = user === undefined ? NaN : Number(user.split(':')[0]);
  const limits = service.get('deploy', 'resources', 'limits');
  const reservations = service.get('deploy', 'resources', 'reservations');
  return {
    name,
    place: 'main',
    image: open === undefined ? image : undefined,
    listens:
      service.get('ports').exists || service.get('expose').exists || routed,
    livenessProbe: checked ? { kind: 'exec' } : undefined,
    readinessProbe: readiness(labels, checked && (routed || swarm)),
    requests: {
      cpu: reservations.get('cpus').text(),
      memory:
        reservations.get('memory').text() ??
        service.get('mem_reservation').text(),
    },
    limits: {
      cpu: limits.get('cpus').text() ?? service.get('cpus').text(),
      memory: limits.get('memory').text() ?? service.get('mem_limit').text(),
    },
    runAsNonRoot:
      user === undefined ? undefined : user !== 'root' && userId !== 0,
    runAsUser: Number.isInteger(userId) ? userId : undefined,
    allowPrivilegeEscalation: service
      .get('security_opt')
      .texts()
      .some(option => /^no-new-privileges(?:[:=]true)?$/.test(option))
      ? false
      : undefined,
    readOnlyRootFilesystem: service.get('read_only').boolean(),
    dropsAllCapabilities: service
      .get('cap_drop')
      .texts()
      .some(capability => capability.toUpperCase() === 'ALL'),
    preStop: service.get('pre_stop').exists,
    gracePeriodSeconds: seconds(service.get('stop_grace_period').text()),
    secretEnvironment: service
      .get('secrets')
      .items()
      .flatMap(secret => secret.text() ?? secret.get('source').text() ?? [])
      .map(secret => `${secret}/*`),
    source,
    unresolved: fields.unresolved,
  };
}

/** Traefik and Swarm leave out of their routing what is not healthy. */
function readiness(
  labels: Record<string, string>,
  healthDecides: boolean,
): FoundContainer['readinessProbe'] {
  const path = Object.entries(labels).find(([key]) =>
    /\.loadbalancer\.healthcheck\.path$/i.test(key),
  )?.[1];
  if (path !== undefined) return { kind: 'http', path };
  return healthDecides ? { kind: 'exec' } : undefined;
}

/** Labels are a mapping, or a list of `key=value`. */
function labelsOf(labels: Cursor): Record<string, string> {
  if (!labels.isList) return labels.record();
  return Object.fromEntries(
    labels.texts().map(text => {
      const at = text.indexOf('=');
      return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
    }),
  );
}

/** `1m30s` in seconds. */
function seconds(duration: string | undefined): number | undefined {
  if (duration === undefined) return undefined;
  const units: Record<string, number> = { h: 3600, m: 60, s: 1, ms: 0.001 };
  let total = 0;
  for (const [, amount, unit] of duration.matchAll(/(\d+)(ms|[hms])/g)) {
    total += Number(amount) * units[unit];
  }
  return total > 0 ? total : undefined;
}
