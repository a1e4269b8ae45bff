import { Cursor } from '../repository/yaml/Cursor';

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
    return this.text('image', cursor);
  }

  number(field: string, cursor: Cursor): number | undefined {
    return this.settled(field, cursor) ? cursor.number() : undefined;
  }

  boolean(field: string, cursor: Cursor): boolean | undefined {
    return this.settled(field, cursor) ? cursor.boolean() : undefined;
  }

  /** Whether a value is settled; where it is not, the field is noted. */
  settled(field: string, cursor: Cursor): boolean {
    const expression = cursor.unresolved();
    if (expression === undefined) return true;
    this.open[field] = expression;
    return false;
  }

  note(field: string, expression: string): void {
    this.open[field] = expression;
  }

  get unresolved(): Record<string, string> | undefined {
    return Object.keys(this.open).length > 0 ? this.open : undefined;
  }
}
