import { isMapping } from '../../repository/yaml/Located';

/** Whether Go counts a value as true: what is empty is not. */
export function isTrue(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (isMapping(value)) return Object.keys(value).length > 0;
  return Boolean(value);
}
