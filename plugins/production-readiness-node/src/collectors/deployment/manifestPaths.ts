import { isTemplatePath } from '../../repository/yaml/template/filledYaml';

/** Words of paths by which manifests are kept. */
const deploying =
  /k8s|kube|deploy|manifest|openshift|(?:^|[/._-])(?:gke|eks|aks|ocp|infra|ops|service|ingress|cron-?job|worker|hpa)(?:[/._-]|$)/i;

/** Whether manifests may stand in a file: YAML, or a template of it by its name. */
export function mayHoldManifests(path: string): boolean {
  if (/\.ya?ml$/.test(path)) return true;
  if (!isTemplatePath(path)) return false;
  if (/\.ya?ml\.\w+$/.test(path)) return true;
  return /\.(?:tmpl|tpl|tftpl|template|j2)$/.test(path) && isBare(path);
}

/** `deployment.tmpl`, and not `index.html.tmpl`. */
function isBare(path: string): boolean {
  const base = path.slice(path.lastIndexOf('/') + 1);
  return base.split('.').length === 2 && deploying.test(path);
}
