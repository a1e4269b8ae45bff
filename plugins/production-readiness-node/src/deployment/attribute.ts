import { isBackingImage, isToolImage } from './offTheShelf';
import { FoundDeployment, FoundPlatform, FoundWorkload } from './model';
import { Likeness, ScopeNames } from './ScopeNames';

type Role = 'service' | 'job' | 'dependency';

/** A workload that concerns the service, and what it is to it. */
export interface AttributedWorkload {
  workload: FoundWorkload;
  role: Role;
}

/**
 * The workloads that concern the service. In a repository of one service that is all of them. In a repository of
 * several, it is what lies in the service's folder, is built from it, or goes by its name; only where nothing does,
 * what goes by a name like it. Off-the-shelf dependencies count beside a workload of the same compose project.
 */
export function attributeWorkloads(
  found: FoundDeployment,
  names: ScopeNames,
): AttributedWorkload[] {
  const rated = found.workloads.map(workload => ({
    workload,
    likeness: likenessOf(workload, names),
  }));
  const best: Likeness = rated.some(({ likeness }) => likeness === 'same')
    ? 'same'
    : 'similar';
  const own = new Set(
    rated
      .filter(({ likeness }) => names.isWhole || likeness === best)
      .map(({ workload }) => workload),
  );
  const families = new Set([...own].map(({ origin }) => origin.family));
  const runsServer = [...own].some(
    ({ job, kind, platform }) =>
      !job && !isFunction(kind) && platform !== 'compose',
  );
  return rated.flatMap(({ workload, likeness }): AttributedWorkload[] => {
    const isOwn = own.has(workload);
    const dependency = isDependency(workload, likeness);
    if (dependency) {
      const beside =
        workload.platform === 'compose' && families.has(workload.origin.family);
      return isOwn || beside ? [{ workload, role: 'dependency' }] : [];
    }
    if (!isOwn) return [];
    // Functions beside a server that is deployed with them help it; the server is the service.
    const helps = runsServer && isFunction(workload.kind);
    return [{ workload, role: workload.job || helps ? 'job' : 'service' }];
  });
}

function isFunction(kind: string): boolean {
  return kind === 'aws_lambda_function';
}

function likenessOf(workload: FoundWorkload, names: ScopeNames): Likeness {
  const { origin, buildContext } = workload;
  if (!names.isWhole) {
    if (names.contains(origin.folder)) return 'same';
    if (buildContext !== undefined && names.contains(buildContext)) {
      return 'same';
    }
    // Built from another folder of the repository: another service, whatever its name.
    if (buildContext !== undefined && buildContext !== '') return 'other';
  }
  const images = workload.containers
    .filter(({ place }) => place === 'main')
    .flatMap(({ image }) => image ?? []);
  const likenesses = [
    names.likenessOf(workload.name),
    ...images.map(image => names.likenessOfImage(image)),
    ...(origin.name === undefined ? [] : [names.likenessOf(origin.name)]),
    ...['app', 'app.kubernetes.io/name', 'app.kubernetes.io/component'].flatMap(
      label => {
        const value: string | undefined = workload.labels[label];
        return value === undefined ? [] : [names.likenessOf(value)];
      },
    ),
  ];
  if (likenesses.includes('same')) return 'same';
  return likenesses.includes('similar') ? 'similar' : 'other';
}

/** Compose starts what is not built here beside the service; a cluster runs databases beside it. */
function isDependency(workload: FoundWorkload, likeness: Likeness): boolean {
  const images = workload.containers
    .filter(({ place }) => place === 'main')
    .map(({ image }) => image);
  const all = (test: (image: string) => boolean) =>
    images.length > 0 &&
    images.every(image => image !== undefined && test(image));
  if (workload.buildContext !== undefined) return false;
  if (all(isBackingImage)) return true;
  if (workload.platform !== 'compose') return false;
  return all(isToolImage) || likeness === 'other';
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
