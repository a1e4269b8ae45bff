import { dependenciesAmong } from './dependenciesAmong';
import { FoundDeployment, FoundPlatform, FoundWorkload } from './model';
import { Likeness, ScopeNames } from './ScopeNames';
import { likenessOf, namedLikeness } from './workloadLikeness';
import { programData } from './programData';

type Role = 'service' | 'job' | 'dependency';

/** A workload that concerns the service, and what it is to it. */
export interface AttributedWorkload {
  workload: FoundWorkload;
  role: Role;
}

/**
 * The workloads that concern the service. In a repository of one service that is all of them but what the program
 * reads. In a repository of several, it is what lies in the service's folder, is built from it, or goes by its name;
 * only where nothing does, what goes by a name like it. Off-the-shelf dependencies count beside a workload of the same
 * compose project.
 */
export function attributeWorkloads(
  found: FoundDeployment,
  names: ScopeNames,
): AttributedWorkload[] {
  const rated = found.workloads.map(workload => ({
    workload,
    named: namedLikeness(workload, names),
    likeness: likenessOf(workload, names),
  }));
  const best: Likeness = rated.some(({ likeness }) => likeness === 'same')
    ? 'same'
    : 'similar';
  const isData = names.isWhole ? programData(rated, names) : () => false;
  const own = new Set(
    rated
      .filter(({ likeness }) => names.isWhole || likeness === best)
      .map(({ workload }) => workload)
      .filter(workload => !isData(workload)),
  );
  const families = new Set([...own].map(({ origin }) => origin.family));
  const runsServer = [...own].some(
    ({ job, kind, platform }) =>
      !job && !isFunction(kind) && platform !== 'compose',
  );
  const isDependency = dependenciesAmong(own, names);
  return rated.flatMap(
    ({ workload, named, likeness }): AttributedWorkload[] => {
      const isOwn = own.has(workload);
      if (isDependency(workload, isOwn ? named : likeness)) {
        const beside =
          workload.platform === 'compose' &&
          families.has(workload.origin.family);
        return isOwn || beside ? [{ workload, role: 'dependency' }] : [];
      }
      if (!isOwn) return [];
      // Functions beside a server that is deployed with them help it; the server is the service.
      const helps = runsServer && isFunction(workload.kind);
      return [{ workload, role: workload.job || helps ? 'job' : 'service' }];
    },
  );
}

function isFunction(kind: string): boolean {
  return kind === 'aws_lambda_function';
}

/** Whether a platform resource applies to one of the service's workloads. */
export function selectsService(
  platform: FoundPlatform,
  own: FoundWorkload[],
  found: FoundDeployment,
  names: ScopeNames,
): boolean {
  const { selects, origin } = platform;
  switch (selects.by) {
    case 'nothing':
      return false;
    case 'everything':
      return (
        names.contains(origin.folder) ||
        (origin.name !== undefined && names.isSame(origin.name)) ||
        own.some(workload => workload.origin.family === origin.family)
      );
    case 'labels':
      return own.some(({ labels }) => selects.matches(labels));
    case 'annotations':
      return own.some(({ annotations }) => selects.matches(annotations));
    default: {
      const reachable = found.services.filter(
        ({ selects: pods }) =>
          pods.by === 'labels' &&
          own.some(({ labels }) => pods.matches(labels)),
      );
      const known = new Set([
        ...own.map(({ name }) => name),
        ...reachable.map(({ name }) => name),
        ...own.flatMap(workload =>
          platform.kind === 'gitops'
            ? [workload.origin.name ?? '', ...workload.origin.folder.split('/')]
            : [],
        ),
      ]);
      return selects.names.some(
        name => name !== '' && (known.has(name) || names.isSame(name)),
      );
    }
  }
}
