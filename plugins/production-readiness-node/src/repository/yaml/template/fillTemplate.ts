import { unresolvedToken } from '../unresolved';
import { blockLines } from './blockLines';
import { Branches } from './Branches';
import { Part, placeParts } from './placeParts';
import { closingOf, readTag, tagStart, TemplateTag } from './templateTag';

/** A template as text without its tags, line by line. */
export interface FilledTemplate {
  text: string;
  /** By line, counted from 0: the expression on which it depends whether the line is there. */
  conditions: ReadonlyArray<string | undefined>;
}

const mostTagLines = 40;
const statementLine = /^[ \t]*(?:\{%.*%\}|<%[^=].*%>)[ \t]*$/;
/** A tag where YAML wants a value or key, which is no YAML, or another. */
const structural =
  /^[ \t]*(?:- +)*(?:["']?[\w./-]+["']?:[ \t]+)?(?:\{\{|\{%|<%|#\{\w|%\{|[@%][A-Z]\w*[@%])/;
/** `@REPLICAS@`, `%REPLICAS%`: YAML lets no value start so. */
const mark = /(?<=\s)([@%])([A-Z]\w{0,60})\1/g;

function withoutMarks(line: string): string {
  return line.replace(mark, (...found) => unresolvedToken(found[2]));
}

/** Takes the tags out of a template: each value leaves its expression, nothing is executed. */
class Filler {
  private readonly branches = new Branches();
  private readonly filled: string[] = [];
  private readonly conditions: Array<string | undefined> = [];
  /** By line: what writes whole lines there. */
  private readonly parts = new Map<number, Part>();
  private line = '';
  private condition: string | undefined;
  private isTagged = false;

  constructor(private readonly lines: readonly string[]) {}

  fill(isBlock: readonly boolean[]): FilledTemplate {
    for (let at = 0; at < this.lines.length; at = this.filled.length) {
      const line = this.lines[at];
      if (isBlock[at]) {
        const isHidden = this.branches.isHidden || statementLine.test(line);
        this.line = isHidden ? '' : line;
        this.end();
      } else this.fillLine(at);
    }
    const lines = placeParts(this.filled, this.parts);
    return { text: lines.join('\n'), conditions: this.conditions };
  }

  private fillLine(first: number): void {
    let at = first;
    let text = withoutMarks(this.lines[at]);
    let from = 0;
    let last: TemplateTag | undefined;
    for (;;) {
      tagStart.lastIndex = from;
      const found = tagStart.exec(text);
      if (!found) break;
      const start = found[0].trim();
      const inside = found.index + found[0].length;
      const closing = closingOf(start);
      let close = text.indexOf(closing, inside);
      const started = at;
      while (
        close < 0 &&
        at - started < mostTagLines &&
        at + 1 < this.lines.length
      ) {
        const before = text.length;
        at += 1;
        text += `\n${this.lines[at]}`;
        close = text.indexOf(closing, before);
      }
      if (close < 0) {
        at = started;
        text = text.split('\n', 1)[0];
        break;
      }
      this.write(text.slice(from, found.index));
      last = readTag(start, text.slice(inside, close));
      this.apply(last);
      from = close + closing.length;
      if (start === '#{' && text[from] === '#') from += 1;
    }
    this.write(text.slice(from));
    const written = this.line.trim();
    const isOnlyPart =
      last !== undefined && /^(?:__unresolved_[0-9a-f]*__)+$/.test(written);
    if (isOnlyPart) {
      const indent = this.line.length - this.line.trimStart().length;
      this.parts.set(this.filled.length, {
        expression: last!.expression,
        indent,
      });
      this.line = '';
    } else if (written === '' && this.isTagged) this.line = '';
    this.end();
    for (let more = first; more < at; more += 1) this.end();
  }

  private apply(tag: TemplateTag): void {
    this.isTagged = true;
    if (tag.kind === 'value' || tag.kind === 'part') {
      this.write(unresolvedToken(tag.expression));
    } else this.branches.pass(tag);
  }

  private write(text: string): void {
    if (this.branches.isHidden || text === '') return;
    this.line += text;
    if (text.trim() === '') return;
    this.condition ??= this.branches.condition;
  }

  private end(): void {
    this.filled.push(this.line);
    this.conditions.push(this.condition);
    this.line = '';
    this.condition = undefined;
    this.isTagged = false;
  }
}

/**
 * The text of a template whose tags are taken out, line for line, or undefined where nothing has to be: then it is
 * YAML as it stands.
 * @param isTemplate - it is one by its name; otherwise tags count only where YAML has no place for them
 */
export function fillTemplate(
  lines: readonly string[],
  isTemplate: boolean,
): FilledTemplate | undefined {
  const isBlock = blockLines(lines);
  const hasTags = lines.some((line, at) => {
    if (isBlock[at]) return false;
    if (!isTemplate) return structural.test(line);
    tagStart.lastIndex = 0;
    return tagStart.test(line) || withoutMarks(line) !== line;
  });
  return hasTags ? new Filler(lines).fill(isBlock) : undefined;
}
