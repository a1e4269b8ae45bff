import { isPlaceholder } from './imageReferences';
import { Cursor } from '../repository/yaml/Cursor';
import { withoutTokens } from '../repository/yaml/unresolved';

/** Reads the fields of one fact, and remembers those that could not be settled with their expressions. */
export class Fields {
  private readonly open: Record<string, string> = {};

  text(field: string, cursor: Cursor): string | undefined {
    return this.settled(field, cursor) ? cursor.text() : undefined;
  }

  /** An image; `{{ image }}` without quotes is a mapping to YAML, and is filled in before it is applied. */
  image(cursor: Cursor): string | undefined {
    if (cursor.isMapping) {
      this.note('image', 'a template that is filled in later');
      return undefined;
    }
    const text = cursor.text() ?? '';
    // Whatever the repository is, this tag of it moves.
    if (text.endsWith('__:latest')) return withoutTokens(text);
    return this.text('image', cursor);
  }

  number(field: string, cursor: Cursor): number | undefined {
    return this.stated(field, cursor, cursor.number());
  }

  boolean(field: string, cursor: Cursor): boolean | undefined {
    return this.stated(field, cursor, cursor.boolean());
  }

  /** Whether a value is settled; where it is not, the field is noted. */
  settled(field: string, cursor: Cursor): boolean {
    const expression = cursor.unresolved();
    if (expression === undefined) return true;
    this.open[field] = expression;
    return false;
  }

  /** A value that is read, unless a word stands in its place that is replaced before it is applied. */
  private stated<T>(
    field: string,
    cursor: Cursor,
    value: T | undefined,
  ): T | undefined {
    if (!this.settled(field, cursor)) return undefined;
    const text = value === undefined ? cursor.text() : undefined;
    if (text !== undefined && isPlaceholder(text)) this.note(field, text);
    return value;
  }

  note(field: string, expression: string): void {
    this.open[field] = expression;
  }

  get unresolved(): Record<string, string> | undefined {
    return Object.keys(this.open).length > 0 ? this.open : undefined;
  }
}
