import { InputError } from '@backstage/errors';
import { z } from 'zod';

const keySchema = z.array(z.union([z.string(), z.number(), z.null()])).max(4);

/** The sort key of a page's last row, as clients hand it back for the next page. Opaque to them. */
export type Key = z.infer<typeof keySchema>;

export function writeCursor(key: Key): string {
  return Buffer.from(JSON.stringify(key), 'utf8').toString('base64url');
}

/** @throws InputError for anything that `writeCursor` did not make */
export function readCursor(cursor: string, length: number): Key {
  try {
    const text = Buffer.from(cursor, 'base64url').toString('utf8');
    const key = keySchema.parse(JSON.parse(text));
    if (key.length === length) return key;
  } catch {
    // Falls through to the one message.
  }
  throw new InputError('cursor: is not one that this list gave out');
}

/**
 * Cuts a result that was asked for one row too many into a page.
 * @param keyOf - the sort key of a row
 */
export function pageOf<Row, Item>(
  rows: Row[],
  limit: number,
  itemOf: (row: Row) => Item,
  keyOf: (row: Row) => Key,
): { items: Item[]; nextCursor?: string } {
  const shown = rows.slice(0, limit);
  return {
    items: shown.map(itemOf),
    nextCursor:
      rows.length > limit
        ? writeCursor(keyOf(shown[shown.length - 1]))
        : undefined,
  };
}
