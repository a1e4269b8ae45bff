import { FactGap } from '@goldenpath/backstage-plugin-production-readiness-common';
import { ChartDependency, titleOf } from '../../helm/Chart';

/** Words in the names of templates that may write a workload, by itself or among all that a chart has. */
const workload =
  /[.\-_](?:deploy\w*|stateful\w*|daemon\w*|workloads?|containers?|pods?|cron\w*|jobs?|knative|rollout|all|app|apps|application|service|microservice|main|loader|render|chart|resources|manifests?|templates?|init)(?:$|[.\-_])/i;

/** What stands beside a workload, and words for it in the names of templates. */
const beside: Array<[kind: string, words: RegExp]> = [
  ['autoscaler', /hpa|autoscal|scaledobject/i],
  ['disruption-budget', /pdb|disruption/i],
  ['network-policy', /network-?policy/i],
  ['ingress', /ingress|route/i],
  ['secret-store', /secret|vault/i],
  ['service-monitor', /monitor/i],
];

/** The templates of a library that are included, by what follows its name. */
function templatesOf(
  { name }: ChartDependency,
  included: ReadonlySet<string>,
): string[] {
  return [...included].flatMap(one =>
    one.startsWith(`${name}.`) ? [one.slice(name.length)] : [],
  );
}

/** A library brings what the templates of it that are included go by; other charts may bring anything. */
export function mayBringWorkload(
  library: ChartDependency,
  included: ReadonlySet<string>,
): boolean {
  const own = templatesOf(library, included);
  return own.length === 0 || own.some(name => workload.test(name));
}

/** What a chart includes of a library beside its workload, by the names of the templates. */
export function includedBeside(
  library: ChartDependency,
  included: ReadonlySet<string>,
): FactGap[] {
  const own = templatesOf(library, included);
  return beside.flatMap(([kind, words]) => {
    const name = own.find(one => words.test(one));
    if (name === undefined) return [];
    const reason = `The chart ${titleOf(library)}, which has the template ${
      library.name
    }${name}, is not in the repository.`;
    const hides = [{ kind, facets: [] }];
    return [{ collection: 'platform', reason, source: library.source, hides }];
  });
}
