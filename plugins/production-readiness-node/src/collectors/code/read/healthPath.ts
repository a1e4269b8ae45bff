/** Last parts of a path that say that it answers for the health of the service, whatever stands before them. */
const clear = new Set([
  'health',
  'healthz',
  'healthcheck',
  'healthchecks',
  'health-check',
  'health_check',
  'health-checks',
  'livez',
  'readyz',
  'liveness',
  'readiness',
  'startupz',
  'healthy',
  'heartbeat',
  'health.json',
]);

/** Those that say so only near the root. */
const atRoot = new Set(['live', 'ready', 'alive', 'ping', 'up', 'status']);

const prefixes = new Set([
  '',
  'api',
  'v1',
  'v2',
  'v3',
  'internal',
  'management',
  'admin',
  'system',
  'health',
  'healthz',
  'healthcheck',
  '-',
  '_',
  'probes',
  'probe',
  'monitoring',
  'ops',
]);

const beforeMetrics = new Set(
  ['', 'internal', 'management', 'admin', 'system', 'monitoring', 'ops'].concat(
    ['-', '_', 'actuator', 'q'],
  ),
);

/** Whether a route's path is the one that monitors scrape, near the root: deeper ones are the service's own figures. */
export function metricsPath(route: string): boolean {
  const path = route.startsWith('GET ') ? route.slice(4).trim() : route;
  const parts = path.toLowerCase().slice(0, 100).split('/');
  const last = parts.pop();
  return (
    (last === 'metrics' || last === 'prometheus') &&
    parts.length <= 2 &&
    parts.every(part => beforeMetrics.has(part))
  );
}

const aboutProcess = new Set(['info', 'version', 'buildinfo', 'build-info']);

/** Whether a route's path tells about the process itself, near the root: its build, or its profile as Go serves it. */
export function processPath(route: string): boolean {
  const path = route.startsWith('GET ') ? route.slice(4).trim() : route;
  if (path.startsWith('/debug/pprof')) return true;
  const parts = path.toLowerCase().slice(0, 100).split('/');
  const last = parts.pop() ?? '';
  return (
    aboutProcess.has(last) &&
    parts.length <= 2 &&
    parts.every(part => beforeMetrics.has(part))
  );
}

/** Whether a route's path, after `GET ` where Go writes it so, is that of a health check. */
export function healthPath(route: string): boolean {
  const path = route.startsWith('GET ') ? route.slice(4).trim() : route;
  if (path.length > 100 || path.includes(' ') || path.includes('://'))
    return false;
  const parts = path.toLowerCase().split('?')[0].split('/');
  if (parts[parts.length - 1] === '' || parts[parts.length - 1] === '$')
    parts.pop();
  let last = parts.pop() ?? '';
  while ('_^$-'.includes(last[0] ?? '.')) last = last.slice(1);
  if (last.endsWith('$')) last = last.slice(0, -1);
  if (clear.has(last)) return true;
  return atRoot.has(last) && parts.every(part => prefixes.has(part));
}

const healthAction =
  /^(?:[\w/]{0,60}\/)?(?:status|health|healthz|health_?checks?|heartbeats?|ping|liveness|readiness)#\w{1,40}$/;
const healthName =
  /^(?:get|check|handle)?(?:health|liveness|readiness)(?:z|checks?)?(?:handler|controller|route|view)?$/;

/**
 * Whether the name of what answers a route says that it answers for the health of the service, wherever it is served:
 * a function or class, or a controller's action as Rails writes it, `status#show`.
 */
export function healthHandler(name: string): boolean {
  if (name.length > 120) return false;
  if (name.includes('#')) return healthAction.test(name);
  return healthName.test(name.toLowerCase().split('_').join(''));
}

/** Whether the name of a file says that it is about health. */
export const aboutHealth = /health|ready|readiness|liveness|status|probe/i;
