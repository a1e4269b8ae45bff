import { isMapping, positionOf, setPosition } from './Located';

/** Lays one mapping over another, as Helm does with values: what both hold keeps the place of the one on top. */
export function mergeLocated(base: unknown, over: unknown): unknown {
  if (over === undefined) return base;
  if (!isMapping(base) || !isMapping(over)) return over;
  const merged: Record<string, unknown> = {};
  for (const [layer, key] of [
    ...Object.keys(base).map(name => [base, name] as const),
    ...Object.keys(over).map(name => [over, name] as const),
  ]) {
    if (key === '__proto__') continue;
    merged[key] =
      layer === over && Object.hasOwn(base, key)
        ? mergeLocated(base[key], over[key])
        : layer[key];
    const position = positionOf(layer, key);
    if (position) setPosition(merged, key, position);
  }
  return merged;
}
