const maxListed = 3;

/**
 * Fills `{field}` of a sentence from the items concerned: the distinct values, at most three of them, and `{count}`
 * with the number of items. Returns undefined for no sentence.
 */
export function fillSentence(
  sentence: string | undefined,
  items: ReadonlyArray<object>,
): string | undefined {
  return sentence?.replace(/\{([A-Za-z.]{1,60})\}/g, (_match, field: string) =>
    field === 'count' ? String(items.length) : listed(items, field),
  );
}

function listed(items: ReadonlyArray<object>, field: string): string {
  const values = new Set<string>();
  for (const item of items) {
    const value = field
      .split('.')
      .reduce<unknown>(
        (object, key) =>
          typeof object === 'object' && object !== null
            ? Object.getOwnPropertyDescriptor(object, key)?.value
            : undefined,
        item,
      );
    if (value !== undefined && value !== null) {
      values.add(Array.isArray(value) ? value.join(', ') : String(value));
    }
  }
  const all = [...values];
  const shown = all.slice(0, maxListed).join(', ');
  return all.length > maxListed
    ? `${shown} and ${all.length - maxListed} more`
    : shown;
}
