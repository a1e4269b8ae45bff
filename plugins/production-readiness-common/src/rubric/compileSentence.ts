/** A sentence for people, filled from the items that it speaks of. @public */
export type CompiledSentence = (items: ReadonlyArray<object>) => string;

const maxListed = 3;

/**
 * Compiles a sentence once: `{field}` becomes the distinct values of the field, at most three of them, and `{count}`
 * the number of items.
 */
export function compileSentence(text: string): CompiledSentence {
  // Split at the groups: text and fields take turns.
  const parts = text.split(/\{([A-Za-z.]{1,60})\}/);
  const fields = parts.map((part, index) =>
    index % 2 === 1 && part !== 'count' ? part.split('.') : undefined,
  );
  return items => {
    let sentence = parts[0];
    for (let index = 1; index < parts.length; index += 2) {
      const field = fields[index];
      sentence += field ? listed(items, field) : items.length;
      sentence += parts[index + 1];
    }
    return sentence;
  };
}

function listed(items: ReadonlyArray<object>, field: string[]): string {
  const values = new Set<string>();
  for (const item of items) {
    const value = valueOf(item, field);
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

/** Of its own properties only, as a sentence may name any. */
function valueOf(item: object, field: string[]): unknown {
  let value: unknown = item;
  for (const key of field) {
    if (typeof value !== 'object' || value === null) return undefined;
    if (!Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}
