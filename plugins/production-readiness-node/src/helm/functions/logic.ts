import { createHash } from 'node:crypto';
import { isMapping } from '../../repository/yaml/Located';
import { Unresolved } from '../Unresolved';
import { FunctionTable } from './FunctionTable';
import { isTrue } from './isTrue';
import { satisfiesVersion } from './satisfiesVersion';
import { toText } from './toText';

/** Functions on truth, numbers and types. */
export const logicFunctions: FunctionTable = {
  not: value => !isTrue(value),
  eq: (first, ...others) =>
    others.some(other => toText(first) === toText(other)),
  ne: (a, b) => toText(a) !== toText(b),
  lt: (a, b) => Number(a) < Number(b),
  le: (a, b) => Number(a) <= Number(b),
  gt: (a, b) => Number(a) > Number(b),
  ge: (a, b) => Number(a) >= Number(b),
  empty: value => !isTrue(value),
  ternary: (yes, no, condition) => (isTrue(condition) ? yes : no),
  all: (...values) => values.every(isTrue),
  any: (...values) => values.some(isTrue),
  add: (...values) =>
    values.reduce<number>((sum, value) => sum + Number(value), 0),
  add1: value => Number(value) + 1,
  sub: (a, b) => Number(a) - Number(b),
  mul: (...values) =>
    values.reduce<number>((product, value) => product * Number(value), 1),
  div: (a, b) =>
    Number(b) === 0
      ? Unresolved.of('a division by zero')
      : Math.trunc(Number(a) / Number(b)),
  mod: (a, b) => Number(a) % Number(b),
  max: (...values) => Math.max(...values.map(Number)),
  min: (...values) => Math.min(...values.map(Number)),
  floor: value => Math.floor(Number(value)),
  ceil: value => Math.ceil(Number(value)),
  round: value => Math.round(Number(value)),
  int: value => Math.trunc(Number(toText(value)) || 0),
  int64: value => Math.trunc(Number(toText(value)) || 0),
  float64: value => Number(toText(value)) || 0,
  atoi: value => Math.trunc(Number(toText(value)) || 0),
  toString: (value?: unknown) => toText(value),
  kindOf: value => kindOf(value),
  typeOf: value => kindOf(value),
  kindIs: (kind, value) => kindOf(value) === toText(kind),
  typeIs: (kind, value) => kindOf(value) === toText(kind),
  semverCompare: (constraint, version) =>
    satisfiesVersion(toText(version), toText(constraint)) ??
    Unresolved.of(`semverCompare ${toText(constraint)}`),
  sha256sum: value => createHash('sha256').update(toText(value)).digest('hex'),
  lookup: () => ({}),
  now: () => '1970-01-01T00:00:00Z',
  date: () => '1970-01-01',
};

function kindOf(value: unknown): string {
  if (value === undefined || value === null) return 'invalid';
  if (Array.isArray(value)) return 'slice';
  if (isMapping(value)) return 'map';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number')
    return Number.isInteger(value) ? 'int' : 'float64';
  return 'string';
}
