/** Where a value stands. `unresolved`: whether it stands there depends on this expression, which is not settled. @public */
export interface Position {
  path: string;
  line: number;
  unresolved?: string;
}

type Key = string | number;
type Container = Record<string, unknown> | unknown[];

const positions = new WeakMap<object, Map<Key, Position>>();

/** Remembers where the value at `key` of an object or list stands. Nothing is written into the value itself. */
export function setPosition(
  container: Container,
  key: Key,
  position: Position,
): void {
  let known = positions.get(container);
  if (!known) {
    known = new Map();
    positions.set(container, known);
  }
  known.set(key, position);
}

/** Where the value at `key` stands, or undefined where that was not remembered. @public */
export function positionOf(container: unknown, key: Key): Position | undefined {
  return typeof container === 'object' && container !== null
    ? positions.get(container)?.get(key)
    : undefined;
}

/** Copies an object or list one level deep, with the positions of its values. */
export function copyLocated<T extends Container>(container: T): T {
  const copy = (Array.isArray(container)
    ? [...container]
    : { ...container }) as unknown as T;
  const known = positions.get(container);
  if (known) positions.set(copy, new Map(known));
  return copy;
}

/** Whether a value is an object that is not a list. */
export function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
