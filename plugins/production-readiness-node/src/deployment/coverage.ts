import { selectsService } from './attribute';
import { FoundDeployment, FoundPlatform, FoundWorkload } from './model';
import { ScopeNames } from './ScopeNames';
import { unresolvedIn } from '../repository/yaml/unresolved';

/** Said of what guards some of the service's workloads where others are guarded by nothing of its kind. */
export const partial = 'partial';

const clusters: ReadonlySet<string> = new Set([
  'kubernetes',
  'knative',
  'nais',
]);

/** What is only as good as the number of workloads that it holds for, and the workloads that it is for. */
const guards: Partial<
  Record<FoundPlatform['kind'], (workload: FoundWorkload) => boolean>
> = {
  'network-policy': () => true,
  // A drained node leaves the pods of a DaemonSet alone, whatever their budget.
  'disruption-budget': ({ kind }) => kind !== 'DaemonSet',
};

/** Which guards leave some of the service's workloads to nothing, all guards of their kind taken together. */
export function partialGuards(
  found: FoundDeployment,
  services: readonly FoundWorkload[],
  names: ScopeNames,
): ReadonlySet<FoundPlatform> {
  const running = services.filter(({ platform }) => clusters.has(platform));
  const isHeld = (workload: FoundWorkload, by: readonly FoundPlatform[]) =>
    running
      .filter(twin => isSame(workload, twin))
      .some(twin =>
        by.some(
          guard =>
            isInReach(guard, twin) &&
            selects(guard, twin, running, found, names),
        ),
      );
  // Once for each kind: a repository may hold many guards.
  const left = new Map(
    Object.entries(guards).map(([kind, concerns]) => {
      const on = found.platform.filter(
        guard => guard.kind === kind && isOn(guard),
      );
      return [
        kind,
        running.filter(concerns).filter(workload => !isHeld(workload, on)),
      ];
    }),
  );
  const leaves = (guard: FoundPlatform) =>
    (left.get(guard.kind) ?? []).some(
      workload => isOn(guard) || !isHeld(workload, [guard]),
    );
  return new Set(found.platform.filter(leaves));
}

function isOn({ enabled, unresolved }: FoundPlatform): boolean {
  return enabled && unresolved?.enabled === undefined;
}

/** A name that one of the workloads goes by means that one, and not the whole service. */
function selects(
  guard: FoundPlatform,
  workload: FoundWorkload,
  all: readonly FoundWorkload[],
  found: FoundDeployment,
  names: ScopeNames,
): boolean {
  const { selects: selection } = guard;
  if (
    selection.by === 'name' &&
    all.some(({ name }) => selection.names.includes(name))
  ) {
    return selection.names.includes(workload.name);
  }
  return selectsService(guard, [workload], found, names);
}

/** Whether the namespaces of the two can be one. A policy of a mesh in its root namespace is for every namespace. */
function isInReach(
  { namespace: one, facets }: FoundPlatform,
  { namespace: other }: FoundWorkload,
): boolean {
  if (one === undefined || other === undefined || one === other) return true;
  if (facets.includes('mesh')) return true;
  return [one, other].some(name => unresolvedIn(name) !== undefined);
}

/** The same workload under other settings: by its name, or where that has a prefix by the labels of its pods. */
function isSame(one: FoundWorkload, other: FoundWorkload): boolean {
  if (one.kind !== other.kind) return false;
  if (one.name === other.name) return true;
  const labels = Object.entries(one.labels);
  return (
    one.origin !== other.origin &&
    labels.length > 0 &&
    labels.length === Object.keys(other.labels).length &&
    labels.every(([key, value]) => other.labels[key] === value)
  );
}
