import {
  copyLocated,
  isMapping,
  positionOf,
  setPosition,
} from '../repository/yaml/Located';

/** Keys by which the items of a list are told apart, in the order in which they are tried. */
const mergeKeys = [
  'name',
  'containerPort',
  'mountPath',
  'ip',
  'topologyKey',
  'key',
];

/**
 * Lays a strategic merge patch over a value, as Kustomize and kubectl do for the common fields: mappings merge, lists
 * of named items merge by name, other lists are replaced, null removes. Nothing is changed in place, and every value
 * keeps the position of the file that it comes from.
 */
export function strategicMerge(base: unknown, patch: unknown): unknown {
  if (isMapping(base) && isMapping(patch)) return mergeMappings(base, patch);
  if (Array.isArray(base) && Array.isArray(patch))
    return mergeLists(base, patch);
  return patch;
}

function mergeMappings(
  base: Record<string, unknown>,
  patch: Record<string, unknown>,
): Record<string, unknown> {
  if (patch.$patch === 'replace') return patch;
  const merged = copyLocated(base);
  for (const [key, value] of Object.entries(patch)) {
    if (key === '$patch') continue;
    if (value === null || (isMapping(value) && value.$patch === 'delete')) {
      delete merged[key];
      continue;
    }
    const before = merged[key];
    merged[key] = strategicMerge(before, value);
    const position = positionOf(patch, key);
    if (
      position &&
      before !== value &&
      !(isMapping(before) && isMapping(value))
    ) {
      setPosition(merged, key, position);
    }
  }
  return merged;
}

function mergeLists(base: unknown[], patch: unknown[]): unknown[] {
  const key = mergeKeys.find(
    candidate =>
      patch.length > 0 &&
      patch.every(item => isMapping(item) && candidate in item) &&
      base.every(item => isMapping(item) && candidate in item),
  );
  if (key === undefined) return patch;
  const merged = copyLocated(base);
  for (const [index, item] of patch.entries()) {
    const entry = item as Record<string, unknown>;
    const at = merged.findIndex(
      existing => (existing as Record<string, unknown>)[key] === entry[key],
    );
    if (at >= 0 && entry.$patch === 'delete') {
      merged.splice(at, 1);
    } else if (at >= 0) {
      merged[at] = strategicMerge(merged[at], entry);
    } else {
      const position = positionOf(patch, index);
      if (position) setPosition(merged, merged.length, position);
      merged.push(entry);
    }
  }
  return merged;
}
