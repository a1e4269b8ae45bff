import { Cursor } from '../../repository/yaml/Cursor';

/**
 * What a template expression of Azure puts into a list or a mapping: `${{ if … }}:` stands as the key of what it is
 * about. https://learn.microsoft.com/azure/devops/pipelines/process/template-expressions
 */
const directive =
  /^\$\{\{\s{0,20}(if|elseif|else|each|insert)\b(.{0,500})\}\}$/s;

/** What an expression inserts in the place of an item. */
export interface Inserted {
  items: Cursor[];
  /** It stands where an expression before it does not hold. */
  isOtherwise: boolean;
}

/** The items that stand under an expression; undefined where an item is none. What is repeated counts once. */
export function inserted(item: Cursor): Inserted | undefined {
  const found = item.entries().flatMap(([key, value]) => {
    const match = directive.exec(key);
    return match ? [{ match, value }] : [];
  });
  if (found.length === 0 || found.length < item.keys().length) return undefined;
  if (found.some(({ value }) => !value.isList)) return undefined;
  return {
    items: found
      .filter(({ match }) => !isNever(match))
      .flatMap(({ value }) => value.items()),
    isOtherwise: found.every(({ match }) => match[1].startsWith('else')),
  };
}

/** The items of a list, be the list under an expression or not. */
export function itemsOf(parent: Cursor, key: string): Cursor[] {
  const under = parent.entries().flatMap(([written, value]) => {
    const match = directive.exec(written);
    return match && !isNever(match) && value.isMapping
      ? itemsOf(value, key)
      : [];
  });
  return [...parent.get(key).items(), ...under];
}

function isNever([, word, condition]: RegExpExecArray): boolean {
  return /^(?:else)?if$/.test(word) && condition.trim() === 'false';
}
