import { isMapping } from '../repository/yaml/Located';

/** A block that can repeat is a list, one that cannot is not. */
export function listOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  return value === undefined ? [] : [value];
}

/** The first mapping of a block, which is a list where it can repeat. */
export function first(value: unknown): Record<string, unknown> | undefined {
  return listOf(value).find(isMapping);
}

/** A text or number as text. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number'
    ? String(value)
    : undefined;
}

/** A number, also where it is written as text. */
export function number(value: unknown): number | undefined {
  const result = Number(text(value));
  return Number.isFinite(result) ? result : undefined;
}
