import { Position } from '../repository/yaml/Located';
import { TemplateLimit } from './TemplateError';

/** Rendered text that knows for each of its lines which line of the template it came from. */
export class Output {
  private readonly parts: string[] = [];
  private readonly origins: Array<{ line: number; condition?: string }> = [];
  private length = 0;
  private fresh = true;

  constructor(private readonly limit: number) {}

  write(text: string, line: number, condition?: string): void {
    if (text === '') return;
    this.length += text.length;
    if (this.length > this.limit) {
      throw new TemplateLimit(`renders more than ${this.limit} characters`);
    }
    this.parts.push(text);
    let templateLine = line;
    const lines = text.split('\n');
    lines.forEach((part, index) => {
      if (index > 0) {
        this.fresh = true;
        this.origins.push({ line: templateLine, condition });
      } else if (this.origins.length === 0) {
        this.origins.push({ line, condition });
      }
      if (this.fresh && part.trim() !== '') {
        this.origins[this.origins.length - 1] = {
          line: templateLine,
          condition,
        };
        this.fresh = false;
      }
      templateLine = line;
    });
  }

  /** Writes text of the template itself, whose lines follow each other. */
  writeLines(text: string, line: number, condition?: string): void {
    let at = 0;
    let current = line;
    for (
      let next = text.indexOf('\n');
      next !== -1;
      next = text.indexOf('\n', at)
    ) {
      this.write(text.slice(at, next + 1), current, condition);
      at = next + 1;
      current += 1;
    }
    this.write(text.slice(at), current, condition);
  }

  get text(): string {
    return this.parts.join('');
  }

  /** The position in the template of a line of the text. */
  positionOf(path: string, line: number): Position {
    const origin = this.origins[Math.min(line, this.origins.length) - 1];
    return {
      path,
      line: origin?.line ?? 1,
      ...(origin?.condition === undefined
        ? {}
        : { unresolved: origin.condition }),
    };
  }
}
