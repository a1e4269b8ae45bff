import { copyLocated, isMapping } from '../repository/yaml/Located';

/** A step of a field path: a key, an index, all items, or the items whose field has a value. */
export type FieldStep =
  | { key: string }
  | { every: true }
  | { where: string; is: string };

const longest = 500;

/** The steps of `spec.template.spec.containers.[name=orders].image`; a dot in a key stands behind a backslash. */
export function fieldPath(written: string): FieldStep[] {
  const parts: string[] = [];
  let part = '';
  let inside = false;
  const text = written.slice(0, longest);
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '\\' && text[at + 1] === '.') {
      part += '.';
      at += 1;
    } else if (character === '.' && !inside) {
      parts.push(part);
      part = '';
    } else {
      if (character === '[') inside = true;
      if (character === ']') inside = false;
      part += character;
    }
  }
  return [...parts, part].filter(Boolean).map(stepOf);
}

function stepOf(part: string): FieldStep {
  if (part === '*') return { every: true };
  const selector = /^\[([\w-]{1,100})=([^\]]{0,200})\]$/.exec(part);
  return selector
    ? { where: selector[1], is: selector[2] }
    : { key: part.replace(/^\[|\]$/g, '') };
}

/** The value at a path. */
export function valueAtField(
  value: unknown,
  [step, ...rest]: readonly FieldStep[],
): unknown {
  if (step === undefined) return value;
  if ('key' in step) {
    if (Array.isArray(value))
      return valueAtField(value[Number(step.key)], rest);
    return isMapping(value) && Object.hasOwn(value, step.key)
      ? valueAtField(value[step.key], rest)
      : undefined;
  }
  return Array.isArray(value)
    ? valueAtField(
        value.find(item => isChosen(item, step)),
        rest,
      )
    : undefined;
}

/** A copy with the values at a path changed; what is not there stays away unless it is created. */
export function changeField(
  value: unknown,
  [step, ...rest]: readonly FieldStep[],
  change: (inner: unknown) => unknown,
  creates: boolean,
): unknown {
  if (step === undefined) return change(value);
  const inner = (item: unknown) => changeField(item, rest, change, creates);
  if (Array.isArray(value)) {
    const copy = copyLocated(value);
    copy.forEach((item, index) => {
      const isMeant =
        'key' in step ? String(index) === step.key : isChosen(item, step);
      if (isMeant) copy[index] = inner(item);
    });
    return copy;
  }
  if (!('key' in step) || step.key === '__proto__') return value;
  if (value !== undefined && !isMapping(value)) return value;
  const known = value !== undefined && Object.hasOwn(value, step.key);
  if (!known && !creates) return value;
  const copy = value === undefined ? {} : copyLocated(value);
  copy[step.key] = inner(copy[step.key]);
  return copy;
}

function isChosen(
  item: unknown,
  step: Exclude<FieldStep, { key: string }>,
): boolean {
  if ('every' in step) return true;
  return isMapping(item) && String(item[step.where]) === step.is;
}
