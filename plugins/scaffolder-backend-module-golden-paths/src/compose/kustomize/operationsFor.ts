import { JsonObject, JsonValue } from '@backstage/types';
import { isObject } from './renderResources';

/** An operation of a JSON patch (RFC 6902). */
export interface PatchOperation extends JsonObject {
  op: 'add' | 'replace' | 'remove';
  path: string;
}

/**
 * The JSON patch that makes one resource of another: for kinds that Kustomize knows nothing of, whose lists a
 * strategic merge would replace as a whole.
 */
export function operationsFor(
  from: JsonValue,
  to: JsonValue,
  path = '',
): PatchOperation[] {
  if (JSON.stringify(from) === JSON.stringify(to)) {
    return [];
  }
  if (Array.isArray(from) && Array.isArray(to) && from.length === to.length) {
    return to.flatMap((value, index) =>
      operationsFor(from[index], value, `${path}/${index}`),
    );
  }
  if (!isObject(from) || !isObject(to)) {
    return [{ op: 'replace', path, value: to }];
  }
  const at = (key: string) =>
    `${path}/${key.replace(/~/g, '~0').replace(/\//g, '~1')}`;
  return [
    ...Object.entries(to).flatMap(([key, value]): PatchOperation[] =>
      key in from
        ? operationsFor(from[key] as JsonValue, value as JsonValue, at(key))
        : [{ op: 'add', path: at(key), value }],
    ),
    ...Object.keys(from)
      .filter(key => !(key in to))
      .map((key): PatchOperation => ({ op: 'remove', path: at(key) })),
  ];
}
