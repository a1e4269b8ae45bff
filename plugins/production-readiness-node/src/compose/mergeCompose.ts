import {
  copyLocated,
  isMapping,
  positionOf,
  setPosition,
} from '../repository/yaml/Located';

/** Lists that a later file replaces; all others grow. */
const replaced = new Set(['command', 'entrypoint', 'test']);

/** Lays one compose file over another as compose does: mappings merge, lists grow, values replace. */
export function mergeCompose(base: unknown, over: unknown, key = ''): unknown {
  if (isMapping(base) && isMapping(over)) {
    const merged = copyLocated(base);
    for (const [name, value] of Object.entries(over)) {
      const before = merged[name];
      merged[name] = mergeCompose(before, value, name);
      const position = positionOf(over, name);
      if (position && !(isMapping(before) && isMapping(value))) {
        setPosition(merged, name, position);
      }
    }
    return merged;
  }
  if (Array.isArray(base) && Array.isArray(over) && !replaced.has(key)) {
    const merged = copyLocated(base);
    over.forEach((item, index) => {
      if (merged.includes(item)) return;
      const position = positionOf(over, index);
      if (position) setPosition(merged, merged.length, position);
      merged.push(item);
    });
    return merged;
  }
  return over;
}
