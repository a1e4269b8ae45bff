import { isMapping } from '../../repository/yaml/Located';
import { TemplateLimit } from '../TemplateError';
import { copyValue, mergeValues, Values } from '../values';
import { FunctionTable } from './FunctionTable';
import { isTrue } from './isTrue';
import { toText } from './toText';

const longestList = 10_000;

/** Functions on lists and mappings. */
export const dataFunctions: FunctionTable = {
  list: (...values) => values,
  tuple: (...values) => values,
  dict: (...pairs) => {
    const result: Values = {};
    for (let at = 0; at + 1 < pairs.length; at += 2) {
      const key = toText(pairs[at]);
      if (key !== '__proto__') result[key] = pairs[at + 1];
    }
    return result;
  },
  get: (mapping, key) => field(mapping, key) ?? '',
  set: (mapping, key, value) => {
    const name = toText(key);
    if (isMapping(mapping) && name !== '__proto__') mapping[name] = value;
    return mapping;
  },
  unset: (mapping, key) => {
    if (isMapping(mapping)) delete mapping[toText(key)];
    return mapping;
  },
  hasKey: (mapping, key) =>
    isMapping(mapping) && Object.hasOwn(mapping, toText(key)),
  keys: (...mappings) =>
    mappings.flatMap(mapping =>
      isMapping(mapping) ? Object.keys(mapping) : [],
    ),
  values: mapping => (isMapping(mapping) ? Object.values(mapping) : []),
  pluck: (key, ...mappings) =>
    mappings.flatMap(mapping => {
      const value = field(mapping, key);
      return value === undefined ? [] : [value];
    }),
  pick: (mapping, ...keys) => only(mapping, key => keys.includes(key)),
  omit: (mapping, ...keys) => only(mapping, key => !keys.includes(key)),
  merge: (target, ...others) =>
    assigned(
      target,
      others.reduceRight<unknown>(
        (result, other) => mergeValues(result, other),
        {},
      ),
      true,
    ),
  mergeOverwrite: (target, ...others) =>
    others.reduce<unknown>(
      (result, other) => assigned(result, other, false),
      target,
    ),
  deepCopy: copyValue,
  dig: (...values) => {
    const mapping = values.pop();
    const fallback = values.pop();
    const found = values.reduce<unknown>(
      (value, key) => field(value, key),
      mapping,
    );
    return found ?? fallback;
  },
  index: (container, ...keys) =>
    keys.reduce<unknown>((value, key) => field(value, key), container),
  slice: (list, from, to) =>
    Array.isArray(list) || typeof list === 'string'
      ? list.slice(Number(from ?? 0), to === undefined ? undefined : Number(to))
      : undefined,
  first: list => (Array.isArray(list) ? list[0] : undefined),
  last: list => (Array.isArray(list) ? list[list.length - 1] : undefined),
  rest: list => (Array.isArray(list) ? list.slice(1) : []),
  initial: list => (Array.isArray(list) ? list.slice(0, -1) : []),
  append: (list, value) => [...asList(list), value],
  prepend: (list, value) => [value, ...asList(list)],
  concat: (...lists) => bounded(lists.flatMap(asList)),
  reverse: list => [...asList(list)].reverse(),
  uniq: list => [
    ...new Map(asList(list).map(item => [toText(item), item])).values(),
  ],
  without: (list, ...values) => {
    const dropped = new Set(values.map(value => toText(value)));
    return asList(list).filter(item => !dropped.has(toText(item)));
  },
  compact: list => asList(list).filter(isTrue),
  has: (value, list) =>
    asList(list).some(item => toText(item) === toText(value)),
  sortAlpha: list =>
    asList(list)
      .map(item => toText(item))
      .sort(),
  until: count => {
    if (Number(count) > longestList) bounded(new Array(longestList + 1));
    return Array.from({ length: Math.max(0, Number(count)) }, (_, at) => at);
  },
  len: value => {
    if (typeof value === 'string' || Array.isArray(value)) return value.length;
    return isMapping(value) ? Object.keys(value).length : 0;
  },
};

/** A key of a mapping or an index of a list. */
export function field(container: unknown, key: unknown): unknown {
  if (Array.isArray(container)) return container[Number(key)];
  if (!isMapping(container)) return undefined;
  const name = toText(key);
  return Object.hasOwn(container, name) ? container[name] : undefined;
}

function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function only(mapping: unknown, keep: (key: string) => boolean): Values {
  if (!isMapping(mapping)) return {};
  return Object.fromEntries(
    Object.entries(mapping).filter(([key]) => keep(key)),
  );
}

/** Lays values over a mapping in place, as Sprig's merges do; `under` keeps what the mapping has. */
function assigned(target: unknown, other: unknown, under: boolean): unknown {
  if (!isMapping(target)) return other;
  const merged = under
    ? mergeValues(other, target)
    : mergeValues(target, other);
  return Object.assign(target, merged);
}

function bounded<T>(list: T[]): T[] {
  if (list.length > longestList) {
    throw new TemplateLimit(`builds a list of more than ${longestList} items`);
  }
  return list;
}
