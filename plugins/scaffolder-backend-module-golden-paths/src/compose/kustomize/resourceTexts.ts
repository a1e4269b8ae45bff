import { JsonObject } from '@backstage/types';
import { stringify } from 'yaml';
import { isObject, Resource } from './renderResources';

/** Whether a resource holds the settings of the service, which Kustomize generates. */
export const isSettings = ({ template }: Resource) => template === 'configmap';

/** Whether a resource is made of the alert rules or the dashboard, which stay files of their own. */
export const isMonitoring = ({ template }: Resource) =>
  template === 'monitoring';

/** The settings of a ConfigMap as a generator takes them. */
export function literalsOf({ data }: JsonObject): string[] {
  return Object.entries(isObject(data) ? data : {}).map(
    ([key, value]) => `${key}=${value}`,
  );
}

/** The labels of a resource. */
export function labelsOf({ metadata }: JsonObject): JsonObject {
  const { labels } = metadata as { labels?: JsonObject };
  return labels ?? {};
}

/** A file for the resources of each template, by its name. */
export function resourceFiles(resources: Resource[]): [string, string][] {
  const groups = new Map<string, string>();
  for (const { template, document } of resources) {
    const text = document.toString({ lineWidth: 0 }).replace(/^---\n/, '');
    const name = `${template}.yaml`;
    groups.set(name, `${groups.get(name) ?? ''}---\n${text}`);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** A kustomization.yaml under a comment. */
export function kustomizationText(
  comment: string,
  content: JsonObject,
): string {
  const head = {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
  };
  return `---\n# ${comment}\n${stringify(
    { ...head, ...content },
    { lineWidth: 0 },
  )}`;
}
