import { tokensRemoved } from '../repository/yaml/unresolved';
import { FoundWorkload } from './model';
import { Likeness, ScopeNames } from './ScopeNames';

/** How surely a workload is the service's: by where it stands, what it is built from, or how it is called. */
export function likenessOf(
  workload: FoundWorkload,
  names: ScopeNames,
): Likeness {
  const { origin, buildContext } = workload;
  if (!names.isWhole) {
    if (names.contains(origin.folder)) return 'same';
    if (buildContext !== undefined && names.contains(buildContext)) {
      return 'same';
    }
    // Built from another folder of the repository: another service, whatever its name.
    if (buildContext !== undefined && buildContext !== '') return 'other';
  }
  return namedLikeness(workload, names);
}

/** How surely it is by its name, its images and its labels alone. */
export function namedLikeness(
  workload: FoundWorkload,
  names: ScopeNames,
): Likeness {
  const { origin } = workload;
  const likenesses = [
    names.likenessOf(tokensRemoved(workload.name)),
    ...imagesOf(workload).flatMap(image =>
      image === undefined ? [] : [names.likenessOfImage(image)],
    ),
    ...(origin.name === undefined ? [] : [names.likenessOf(origin.name)]),
    ...['app', 'app.kubernetes.io/name', 'app.kubernetes.io/component'].flatMap(
      label => {
        const value: string | undefined = workload.labels[label];
        return value === undefined
          ? []
          : [names.likenessOf(tokensRemoved(value))];
      },
    ),
  ];
  if (likenesses.includes('same')) return 'same';
  return likenesses.includes('similar') ? 'similar' : 'other';
}

/** The images of what is not a sidecar. */
export function imagesOf({
  containers,
}: FoundWorkload): Array<string | undefined> {
  return containers
    .filter(({ place }) => place === 'main')
    .map(({ image }) => image);
}
