import { unresolvedToken } from '../../repository/yaml/unresolved';
import { isMapping } from '../../repository/yaml/Located';
import { Unresolved } from '../Unresolved';

const deepest = 20;

/** How a value is written into text, as Go does it. */
export function toText(value: unknown, depth = 0): string {
  if (value === undefined || value === null || depth > deepest) return '';
  if (value instanceof Unresolved) return unresolvedToken(value.expression);
  if (Array.isArray(value)) {
    return `[${value.map(item => toText(item, depth + 1)).join(' ')}]`;
  }
  if (isMapping(value)) {
    const entries = Object.keys(value)
      .sort()
      .map(key => `${key}:${toText(value[key], depth + 1)}`);
    return `map[${entries.join(' ')}]`;
  }
  return typeof value === 'function' ? '' : String(value);
}
