import { Origin } from '../deployment/model';
import { Cursor } from '../repository/yaml/Cursor';
import { isOpenShiftTemplate, templateObjects } from './templateObjects';

/** One resource of Kubernetes, wherever it came from: plain YAML, a rendered chart, a resolved overlay. */
export interface KubernetesResource {
  kind: string;
  /** The API group without its version; '' for the core. */
  group: string;
  name: string;
  namespace?: string;
  root: Cursor;
  source: { path: string; line: number };
  origin: Origin;
}

/** The resources that a document holds: itself, the items of a List, or the objects of a template of OpenShift. */
export function resourcesIn(
  root: Cursor,
  origin: Origin,
): KubernetesResource[] {
  if (root.get('kind').text() === 'List' && root.get('items').isList) {
    return root
      .get('items')
      .items()
      .flatMap(item => resourcesIn(item, origin));
  }
  if (isOpenShiftTemplate(root)) {
    return templateObjects(root).flatMap(item => resourcesIn(item, origin));
  }
  const kind = root.get('kind').text();
  const apiVersion = root.get('apiVersion').text();
  if (kind === undefined || apiVersion === undefined) return [];
  const first = root.get('apiVersion').position;
  const slash = apiVersion.indexOf('/');
  return [
    {
      kind,
      group: slash < 0 ? '' : apiVersion.slice(0, slash),
      name: root.get('metadata', 'name').text() ?? '',
      namespace: root.get('metadata', 'namespace').text(),
      root,
      source: { path: first.path, line: first.line },
      origin,
    },
  ];
}

/** The folder and line of a position as a fact's source. */
export function sourceOf(cursor: Cursor): { path: string; line: number } {
  const { path, line } = cursor.position;
  return { path, line };
}
