import { FoundWorkload } from './model';
import { Likeness, ScopeNames } from './ScopeNames';

/** Folders that deploy sources are kept in. */
const deployFolder =
  /^(?:\.?(?:k8s|kube|kubernetes|helm|nais|deploy|deployment|deployments)|charts?|manifests?|kustomize|overlays|base|infra(?:structure)?|terraform|ops|gitops|argocd|flux|apps?|services?|environments?|envs?|clusters?|docker|compose|\..*)$/i;

/**
 * What a program reads and nobody deploys: in a repository whose service goes by its name, a workload of another name in
 * another part of the repository, which is none where deploy sources are kept.
 */
export function programData(
  rated: Array<{ workload: FoundWorkload; named: Likeness }>,
  names: ScopeNames,
): (workload: FoundWorkload) => boolean {
  const topOf = ({ origin }: FoundWorkload) => origin.folder.split('/')[0];
  const same = rated.filter(({ named }) => named === 'same');
  const families = new Set(same.map(({ workload }) => workload.origin.family));
  const tops = new Set(same.map(({ workload }) => topOf(workload)));
  const named = new Map(rated.map(item => [item.workload, item.named]));
  return workload =>
    same.length > 0 &&
    named.get(workload) === 'other' &&
    !families.has(workload.origin.family) &&
    topOf(workload) !== '' &&
    !tops.has(topOf(workload)) &&
    !deployFolder.test(topOf(workload)) &&
    !names.isNamedIn(workload.name);
}
