import { JsonArray, JsonObject, JsonValue } from '@backstage/types';
import { isObject } from './renderResources';

/**
 * The strategic merge patch that makes one resource of Kubernetes of another of the same kind and name; undefined
 * where they are equal. Lists whose items have names are merged by them, as Kustomize does.
 */
export function patchFor(
  from: JsonObject,
  to: JsonObject,
): JsonObject | undefined {
  const change = difference(from, to);
  if (!isObject(change)) {
    return undefined;
  }
  const { metadata, ...rest } = change;
  return {
    apiVersion: to.apiVersion,
    kind: to.kind,
    metadata: {
      name: (to.metadata as JsonObject).name,
      ...(metadata as JsonObject | undefined),
    },
    ...rest,
  };
}

function difference(
  from: JsonValue | undefined,
  to: JsonValue,
): JsonValue | undefined {
  if (JSON.stringify(from) === JSON.stringify(to)) {
    return undefined;
  }
  if (isObject(from) && isObject(to)) {
    const changed = Object.entries(to).flatMap(([key, value]) => {
      const change = difference(from[key], value as JsonValue);
      return change === undefined ? [] : [[key, change] as const];
    });
    const removed = Object.keys(from)
      .filter(key => !(key in to))
      .map(key => [key, null] as const);
    return Object.fromEntries([...changed, ...removed]);
  }
  return isNamed(from) && isNamed(to) ? namedDifference(from, to) : to;
}

function namedDifference(from: JsonObject[], to: JsonObject[]): JsonArray {
  const before = new Map(from.map(item => [item.name, item]));
  const after = new Set(to.map(({ name }) => name));
  return [
    ...to.flatMap(item => {
      const change = difference(before.get(item.name), item);
      return change === undefined
        ? []
        : [{ name: item.name, ...(change as JsonObject) }];
    }),
    ...from
      .filter(({ name }) => !after.has(name))
      .map(({ name }) => ({ name, $patch: 'delete' })),
  ];
}

function isNamed(value: JsonValue | undefined): value is JsonObject[] {
  return (
    Array.isArray(value) &&
    value.every(item => isObject(item) && typeof item.name === 'string')
  );
}
