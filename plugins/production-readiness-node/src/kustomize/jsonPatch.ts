import { Cursor } from '../repository/yaml/Cursor';
import {
  copyLocated,
  isMapping,
  setPosition,
} from '../repository/yaml/Located';

/** Applies the operations of a JSON patch (RFC 6902): add, replace and remove. Others do not change what is read. */
export function applyJsonPatch(value: unknown, operations: Cursor): unknown {
  let result = value;
  for (const operation of operations.items()) {
    const kind = operation.get('op').text();
    const pointer = operation.get('path').text();
    if (pointer === undefined || !pointer.startsWith('/')) continue;
    const path = pointer
      .slice(1)
      .split('/')
      .map(part => part.replace(/~1/g, '/').replace(/~0/g, '~'));
    if (kind === 'remove') result = change(result, path, undefined);
    if (kind === 'add' || kind === 'replace') {
      result = change(result, path, operation.get('value'), kind === 'add');
    }
  }
  return result;
}

function change(
  value: unknown,
  [key, ...rest]: string[],
  to: Cursor | undefined,
  inserts = false,
): unknown {
  if (Array.isArray(value)) {
    const copy = copyLocated(value);
    const index = key === '-' ? copy.length : Number(key);
    if (!Number.isInteger(index) || index < 0 || index > copy.length) {
      return value;
    }
    if (rest.length > 0) {
      copy[index] = change(copy[index], rest, to, inserts);
    } else if (to === undefined) copy.splice(index, 1);
    else {
      copy.splice(index, inserts ? 0 : 1, to.value);
      setPosition(copy, index, to.position);
    }
    return copy;
  }
  if (!isMapping(value) || key === '__proto__') return value;
  const copy = copyLocated(value);
  if (rest.length > 0) copy[key] = change(copy[key], rest, to, inserts);
  else if (to === undefined) delete copy[key];
  else {
    copy[key] = to.value;
    setPosition(copy, key, to.position);
  }
  return copy;
}
