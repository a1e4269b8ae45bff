import { Cursor } from '../repository/yaml/Cursor';
import { imageName } from '../deployment/imageName';
import { copyLocated, isMapping } from '../repository/yaml/Located';

/** Rewrites the value at a path of an object, if it is there. Nothing is changed in place. */
function rewrite(
  value: unknown,
  [key, ...rest]: string[],
  change: (inner: unknown) => unknown,
): unknown {
  if (key === '*') {
    if (!Array.isArray(value)) return value;
    const copy = copyLocated(value);
    copy.forEach((item, index) => {
      copy[index] =
        rest.length > 0 ? rewrite(item, rest, change) : change(item);
    });
    return copy;
  }
  if (!isMapping(value) || !(key in value)) return value;
  const copy = copyLocated(value);
  copy[key] =
    rest.length > 0 ? rewrite(copy[key], rest, change) : change(copy[key]);
  return copy;
}

const pods = [
  ['spec', 'template', 'spec'],
  ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
  ['spec'],
];

/** `images:` of a kustomization. */
export function replaceImages(resource: unknown, images: Cursor): unknown {
  let result = resource;
  for (const image of images.items()) {
    const name = image.get('name').text();
    const newName = image.get('newName').text();
    const tag = image.get('newTag').text();
    const digest = image.get('digest').text();
    const replace = (reference: unknown) => {
      if (typeof reference !== 'string') return reference;
      const before = imageName(reference);
      if (before.repository !== name) return reference;
      const repository = newName ?? before.repository;
      if (digest !== undefined) return `${repository}@${digest}`;
      const newTag = tag ?? before.tag;
      return newTag === undefined ? repository : `${repository}:${newTag}`;
    };
    for (const pod of pods) {
      for (const list of ['containers', 'initContainers']) {
        result = rewrite(result, [...pod, list, '*', 'image'], replace);
      }
    }
  }
  return result;
}

/** `replicas:` of a kustomization. */
export function setReplicas(resource: unknown, replicas: Cursor): unknown {
  let result = resource;
  for (const entry of replicas.items()) {
    const count = entry.get('count').number();
    if (count === undefined || nameOf(result) !== entry.get('name').text()) {
      continue;
    }
    result = rewrite(result, ['spec', 'replicas'], () => count);
  }
  return result;
}

const labelPaths = [
  ['spec', 'template', 'metadata', 'labels'],
  ['spec', 'jobTemplate', 'spec', 'template', 'metadata', 'labels'],
];
const selectorPaths = [
  ['spec', 'selector', 'matchLabels'],
  ['spec', 'podSelector', 'matchLabels'],
];

/** `commonLabels:` and `labels:` of a kustomization, where they reach pods and selectors. */
export function addLabels(resource: unknown, kustomization: Cursor): unknown {
  let result = resource;
  const add = (labels: Record<string, string>, paths: string[][]) => {
    for (const path of paths) {
      result = rewrite(result, path, known =>
        isMapping(known) ? { ...known, ...labels } : known,
      );
    }
  };
  const common = kustomization.get('commonLabels').record();
  if (Object.keys(common).length > 0) {
    add(common, [...labelPaths, ...selectorPaths]);
    if (isMapping(result) && result.kind === 'Service') {
      add(common, [['spec', 'selector']]);
    }
  }
  for (const entry of kustomization.get('labels').items()) {
    const pairs = entry.get('pairs').record();
    const selectors = entry.get('includeSelectors').boolean() === true;
    if (selectors || entry.get('includeTemplates').boolean() === true) {
      add(pairs, selectors ? [...labelPaths, ...selectorPaths] : labelPaths);
    }
  }
  return result;
}

/** `namePrefix:` and `nameSuffix:` of a kustomization. */
export function rename(resource: unknown, kustomization: Cursor): unknown {
  const prefix = kustomization.get('namePrefix').text() ?? '';
  const suffix = kustomization.get('nameSuffix').text() ?? '';
  if (prefix === '' && suffix === '') return resource;
  const change = (name: unknown) =>
    typeof name === 'string' ? `${prefix}${name}${suffix}` : name;
  return [
    ['metadata', 'name'],
    ['spec', 'scaleTargetRef', 'name'],
  ].reduce<unknown>((value, path) => rewrite(value, path, change), resource);
}

/** The name of a resource. */
export function nameOf(resource: unknown): string | undefined {
  const metadata = isMapping(resource) ? resource.metadata : undefined;
  const name = isMapping(metadata) ? metadata.name : undefined;
  return typeof name === 'string' ? name : undefined;
}

/** Whether a patch's target, or a patch that names its resource itself, means this resource. */
export function isTarget(resource: unknown, target: Cursor): boolean {
  const known = resource as Record<string, unknown>;
  const kind = target.get('kind').text();
  if (kind !== undefined && known.kind !== kind) return false;
  const name =
    target.get('metadata', 'name').text() ?? target.get('name').text();
  if (name === undefined || name === '.*') return true;
  const own = nameOf(resource);
  // Targets are anchored patterns; the plain ones are what manifests use.
  if (name.endsWith('.*')) return own?.startsWith(name.slice(0, -2)) ?? false;
  return own === name;
}
