import { TemplateError } from './TemplateError';

/** A value in an action: a literal, a field of the dot, a variable, a function's name, or a pipeline in parentheses. */
export type Term = { path: string[] } & (
  | { kind: 'literal'; value: string | number | boolean | undefined }
  | { kind: 'dot' }
  | { kind: 'variable'; name: string }
  | { kind: 'function'; name: string }
  | { kind: 'pipeline'; pipeline: Pipeline }
);

/** One command of a pipeline: a function or method with arguments, or a value alone. */
export type Command = Term[];

/** Commands whose result each is the last argument of the next. `text` is what stands in the template. */
export interface Pipeline {
  text: string;
  commands: Command[];
}

const token =
  /\s+|"(?:[^"\\]|\\.)*"|`[^`]*`|'(?:[^'\\]|\\.)*'|\$[A-Za-z_]\w*|\$|\.[A-Za-z_]\w*|\.|[A-Za-z_]\w*|[+-]?\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?|0x[0-9a-fA-F]+|:=|=|[(),|]/y;

const maxDepth = 40;

/** Splits the text of an action into words; spaces stay, since they part arguments. */
export function words(text: string): string[] {
  const found: string[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < text.length) {
    const match = token.exec(text);
    if (!match) {
      throw new TemplateError(
        `cannot read the expression ${text.slice(0, 80)}`,
      );
    }
    found.push(match[0].trim() === '' ? ' ' : match[0]);
  }
  return found;
}

class Reader {
  private at = 0;

  constructor(private readonly all: string[]) {}

  get isAtEnd(): boolean {
    return this.at >= this.all.length;
  }

  pipeline(depth: number): Pipeline {
    if (depth > maxDepth) throw new TemplateError('parentheses nest too deep');
    const start = this.at;
    const commands: Command[] = [this.command(depth)];
    while (this.all[this.at] === '|') {
      this.at += 1;
      commands.push(this.command(depth));
    }
    return { text: this.all.slice(start, this.at).join('').trim(), commands };
  }

  private command(depth: number): Command {
    const terms: Term[] = [];
    for (;;) {
      while (this.all[this.at] === ' ') this.at += 1;
      const word: string | undefined = this.all[this.at];
      if (word === undefined || word === '|' || word === ')') break;
      terms.push(this.term(depth));
    }
    if (terms.length === 0) throw new TemplateError('an expression is empty');
    return terms;
  }

  private term(depth: number): Term {
    const word = this.all[this.at];
    this.at += 1;
    if (word === '(') {
      const pipeline = this.pipeline(depth + 1);
      if (this.all[this.at] !== ')') {
        throw new TemplateError('a parenthesis is not closed');
      }
      this.at += 1;
      return { kind: 'pipeline', pipeline, path: this.fields() };
    }
    if (word === '.') return { kind: 'dot', path: [] };
    if (word.startsWith('.')) {
      return { kind: 'dot', path: [word.slice(1), ...this.fields()] };
    }
    if (word.startsWith('$')) {
      return { kind: 'variable', name: word, path: this.fields() };
    }
    if (/^["'`]/.test(word)) {
      return { kind: 'literal', value: unquote(word), path: [] };
    }
    if (/^[+-]?\d/.test(word)) {
      return {
        kind: 'literal',
        value: Number(word.replace(/_/g, '')),
        path: [],
      };
    }
    if (word === 'true' || word === 'false') {
      return { kind: 'literal', value: word === 'true', path: [] };
    }
    if (word === 'nil') return { kind: 'literal', value: undefined, path: [] };
    if (/^[A-Za-z_]/.test(word)) {
      return { kind: 'function', name: word, path: [] };
    }
    throw new TemplateError(`${word} is unexpected`);
  }

  /** Fields that follow without a space. */
  private fields(): string[] {
    const path: string[] = [];
    while (/^\.\w/.test(this.all[this.at] ?? '')) {
      path.push(this.all[this.at].slice(1));
      this.at += 1;
    }
    return path;
  }
}

const escapes: Record<string, string> = { n: '\n', t: '\t', r: '\r' };

function unquote(word: string): string {
  const inner = word.slice(1, -1);
  if (word.startsWith('`')) return inner;
  return inner.replace(/\\(.)/g, (_, escaped) => escapes[escaped] ?? escaped);
}

/** Parses a pipeline from the words of an action. */
export function parsePipeline(all: string[]): Pipeline {
  const reader = new Reader(all);
  const pipeline = reader.pipeline(0);
  if (!reader.isAtEnd) {
    throw new TemplateError(`cannot read the expression ${pipeline.text}`);
  }
  return pipeline;
}
