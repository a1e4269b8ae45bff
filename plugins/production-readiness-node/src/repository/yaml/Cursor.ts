import { isMapping, Position, positionOf } from './Located';
import { unresolvedIn, unseenKey } from './unresolved';

/**
 * A place in a document of which nothing is assumed: reading what is not there, or is of another type, gives
 * undefined. It knows its file and line.
 */
export class Cursor {
  private constructor(
    readonly value: unknown,
    readonly position: Position,
    private readonly condition?: string,
  ) {}

  static at(value: unknown, position: Position): Cursor {
    return new Cursor(value, position, position.unresolved);
  }

  /** Follows keys; a key that is absent keeps the position of its parent. */
  get(...keys: Array<string | number>): Cursor {
    return keys.reduce<Cursor>((cursor, key) => cursor.child(key), this);
  }

  get exists(): boolean {
    return this.value !== undefined && this.value !== null;
  }

  get isMapping(): boolean {
    return isMapping(this.value);
  }

  get isList(): boolean {
    return Array.isArray(this.value);
  }

  items(): Cursor[] {
    return Array.isArray(this.value)
      ? this.value.map((_, index) => this.child(index))
      : [];
  }

  entries(): Array<[string, Cursor]> {
    return isMapping(this.value)
      ? Object.keys(this.value).map(key => [key, this.child(key)])
      : [];
  }

  keys(): string[] {
    return isMapping(this.value) ? Object.keys(this.value) : [];
  }

  /** A text, number or boolean as text. */
  text(): string | undefined {
    switch (typeof this.value) {
      case 'string':
        return this.value;
      case 'number':
      case 'boolean':
        return String(this.value);
      default:
        return undefined;
    }
  }

  number(): number | undefined {
    if (typeof this.value === 'number') return this.value;
    if (typeof this.value !== 'string' || this.value.trim() === '') {
      return undefined;
    }
    const number = Number(this.value);
    return Number.isFinite(number) ? number : undefined;
  }

  boolean(): boolean | undefined {
    if (typeof this.value === 'boolean') return this.value;
    if (this.value === 'true') return true;
    return this.value === 'false' ? false : undefined;
  }

  /** All texts of a list, or the one text that stands in its place. */
  texts(): string[] {
    const cursors = this.isList ? this.items() : [this];
    return cursors.flatMap(cursor => cursor.text() ?? []);
  }

  /** A mapping of texts, such as labels. */
  record(): Record<string, string> {
    const record: Record<string, string> = {};
    for (const [key, cursor] of this.entries()) {
      const text = cursor.text();
      if (text !== undefined) record[key] = text;
    }
    return record;
  }

  /** The expression on which this value depends and which is not settled. */
  unresolved(): string | undefined {
    const text = typeof this.value === 'string' ? this.value : '';
    return unresolvedIn(text) ?? this.condition;
  }

  private child(key: string | number): Cursor {
    const container = this.value;
    const inside =
      (isMapping(container) && Object.hasOwn(container, key)) ||
      (Array.isArray(container) && typeof key === 'number');
    const value = inside
      ? (container as Record<string | number, unknown>)[key]
      : undefined;
    const position = positionOf(container, key);
    return new Cursor(
      value,
      position ?? this.position,
      position?.unresolved ??
        (inside ? undefined : openIn(container)) ??
        this.condition,
    );
  }
}

/** What decides on the keys of a value that does not show them all. */
function openIn(container: unknown): string | undefined {
  if (typeof container === 'string') return unresolvedIn(container);
  const unseen = isMapping(container) ? container[unseenKey] : undefined;
  return typeof unseen === 'string' ? unresolvedIn(unseen) : undefined;
}
