import { isMapping } from '../repository/yaml/Located';
import { unresolvedToken, unseenKey } from '../repository/yaml/unresolved';
import { Unresolved } from './Unresolved';

const workloads: Record<string, string> = {
  deployment: 'Deployment',
  statefulset: 'StatefulSet',
  'stateful-set': 'StatefulSet',
  daemonset: 'DaemonSet',
  'daemon-set': 'DaemonSet',
};

/**
 * What a template of a library chart that is elsewhere makes of the mapping that it is given to lay over its own, on
 * one line; undefined where that tells nothing. Whatever else stands in its mappings is the library's to say.
 */
export function laidOver(name: string, given: unknown): string | undefined {
  if (!isMapping(given) || Object.keys(given).length === 0) return undefined;
  const kind = workloads[name.slice(name.lastIndexOf('.') + 1).toLowerCase()];
  const token = unresolvedToken(`include "${name}"`);
  if (kind === undefined) return written(given, token);
  return hasContainers(given)
    ? written({ apiVersion: 'apps/v1', kind, ...given }, token)
    : undefined;
}

/** A probe, of which such a template is given the path, the port and the times. */
export function probeOver(name: string, given: unknown): string | undefined {
  if (!/probe$/i.test(name) || !isMapping(given)) return undefined;
  const { path, ...others } = given;
  if (given.enabled === false) return undefined;
  return laidOver(
    name,
    typeof path === 'string' ? { httpGet: { path }, ...others } : others,
  );
}

function hasContainers({ spec }: Record<string, unknown>): boolean {
  const template = isMapping(spec) ? spec.template : undefined;
  const pod = isMapping(template) ? template.spec : undefined;
  return (
    isMapping(pod) && Array.isArray(pod.containers) && pod.containers.length > 0
  );
}

/** JSON, which YAML takes in any column; mappings are laid over those of the library, lists replace them. */
function written(given: Record<string, unknown>, token: string): string {
  return JSON.stringify(open(given, token));
}

function open(value: unknown, token: string): unknown {
  if (value instanceof Unresolved) return unresolvedToken(value.expression);
  if (!isMapping(value)) return value;
  const entries = Object.entries(value).map(
    ([key, inner]): [string, unknown] => [key, open(inner, token)],
  );
  return { ...Object.fromEntries(entries), [unseenKey]: token };
}
