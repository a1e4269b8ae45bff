import { isMapping } from '../repository/yaml/Located';
import { field } from './functions/data';
import { Unresolved } from './Unresolved';

/** Where a template stands while it is rendered: the dot and the variables that are in sight. */
export interface Scope {
  dot: unknown;
  variables: Map<string, { value: unknown }>;
}

/** What a template sees that is included with a dot of its own. */
export function rootScope(dot: unknown): Scope {
  return { dot, variables: new Map([['$', { value: dot }]]) };
}

/** Variables set inside are not seen outside; those of outside can be changed. */
export function innerScope(scope: Scope, dot: unknown = scope.dot): Scope {
  return { dot, variables: new Map(scope.variables) };
}

/** The value at the end of a path of fields. */
export function follow(value: unknown, path: string[], text: string): unknown {
  let at = value;
  for (const key of path) {
    if (at instanceof Unresolved) return at;
    if (typeof at === 'function') return Unresolved.of(text);
    at = field(at, key);
  }
  return at;
}

/** What `range` goes through: items with their index, or values by key. */
export function entriesOf(value: unknown): Array<[unknown, unknown]> {
  if (Array.isArray(value)) return value.map((item, index) => [index, item]);
  if (isMapping(value)) {
    return Object.keys(value)
      .sort()
      .map(key => [key, value[key]]);
  }
  if (typeof value === 'number' && value > 0 && value < 10_000) {
    return Array.from({ length: value }, (_, index) => [index, index]);
  }
  return [];
}
