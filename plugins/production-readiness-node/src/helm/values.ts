import { isMapping } from '../repository/yaml/Located';
import { Unresolved } from './Unresolved';

export type Values = Record<string, unknown>;

/** Lays one set of values over another: mappings merge, null removes, all else replaces. Copies everything. */
export function mergeValues(base: unknown, over: unknown): unknown {
  if (!isMapping(over) || over instanceof Unresolved) return copyValue(over);
  const merged: Values = {};
  if (isMapping(base)) {
    for (const [key, value] of Object.entries(base)) {
      if (!(key in over)) merged[key] = copyValue(value);
    }
  }
  for (const [key, value] of Object.entries(over)) {
    if (value === null && isMapping(base) && key in base) continue;
    merged[key] = mergeValues(isMapping(base) ? base[key] : undefined, value);
  }
  return merged;
}

/** A deep copy, so that a template that changes its values changes no other rendering. */
export function copyValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyValue);
  if (!isMapping(value) || value instanceof Unresolved) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, copyValue(inner)]),
  );
}

/** The value at a path such as `image.tag`. */
export function valueAt(values: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, key) =>
        isMapping(value) && Object.hasOwn(value, key) ? value[key] : undefined,
      values,
    );
}

/** Sets the value at a path; what stands in the way is replaced. */
export function setValueAt(values: Values, path: string, to: unknown): void {
  const keys = path.split('.');
  const last = keys.pop();
  if (last === undefined || [...keys, last].includes('__proto__')) return;
  let at = values;
  for (const key of keys) {
    const next = at[key];
    const inner: Values = isMapping(next) ? next : {};
    at[key] = inner;
    at = inner;
  }
  at[last] = to;
}
