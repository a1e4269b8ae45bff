import { copyLocated, isMapping } from './Located';

/** A copy of a value in which every text is what `replace` makes of it. Positions are kept. */
export function mapTexts(
  value: unknown,
  replace: (text: string) => unknown,
): unknown {
  if (typeof value === 'string') return replace(value);
  if (Array.isArray(value)) {
    const copy = copyLocated(value);
    copy.forEach((item, index) => {
      copy[index] = mapTexts(item, replace);
    });
    return copy;
  }
  if (!isMapping(value)) return value;
  const copy = copyLocated(value);
  for (const key of Object.keys(copy)) copy[key] = mapTexts(copy[key], replace);
  return copy;
}
