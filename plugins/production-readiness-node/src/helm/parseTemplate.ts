import { parsePipeline, Pipeline, words } from './expression';
import { Piece, scan } from './scan';
import { TemplateError } from './TemplateError';

/** A part of a template. */
export type TemplateNode = { line: number } & (
  | { kind: 'text'; text: string }
  | { kind: 'output'; pipeline: Pipeline }
  | { kind: 'assign'; name: string; declares: boolean; pipeline: Pipeline }
  | {
      kind: 'if' | 'with' | 'range';
      /** Names of the variables that are set: one for with, up to two for range. */
      variables: string[];
      pipeline: Pipeline;
      body: TemplateNode[];
      otherwise: TemplateNode[];
    }
  | { kind: 'template'; name: string; pipeline?: Pipeline }
  | { kind: 'break' | 'continue' }
);

/** A template file: what it renders, and the named templates that it defines. */
export interface Template {
  path: string;
  body: TemplateNode[];
  defines: Map<string, TemplateNode[]>;
}

const maxDepth = 60;

class Parser {
  readonly defines = new Map<string, TemplateNode[]>();
  private at = 0;

  constructor(private readonly pieces: Piece[]) {}

  expectEnd(): void {
    const piece: Piece | undefined = this.pieces[this.at];
    if (piece) {
      throw new TemplateError(
        `${piece.text} is unexpected at line ${piece.line}`,
      );
    }
  }

  /** Reads until `end` or `else`, which is left for the caller. */
  block(depth: number): TemplateNode[] {
    if (depth > maxDepth) throw new TemplateError('blocks nest too deep');
    const nodes: TemplateNode[] = [];
    for (;;) {
      const piece: Piece | undefined = this.pieces[this.at];
      if (!piece) return nodes;
      const { line } = piece;
      if (piece.kind === 'text') {
        this.at += 1;
        nodes.push({ kind: 'text', text: piece.text, line });
        continue;
      }
      const keyword = /^[a-z]+\b/.exec(piece.text)?.[0];
      if (keyword === 'end' || keyword === 'else') return nodes;
      this.at += 1;
      const node = this.action(piece, keyword, depth);
      if (node) nodes.push(node);
    }
  }

  private action(
    { text, line }: Piece,
    keyword: string | undefined,
    depth: number,
  ): TemplateNode | undefined {
    switch (keyword) {
      case 'if':
      case 'with':
      case 'range':
        return this.branch(keyword, text.slice(keyword.length), line, depth);
      case 'define': {
        const body = this.block(depth + 1);
        this.end(line);
        this.defines.set(nameIn(text), body);
        return undefined;
      }
      case 'block': {
        const all = words(text.slice('block'.length).trim());
        const body = this.block(depth + 1);
        this.end(line);
        const name = nameIn(text);
        this.defines.set(name, body);
        return { kind: 'template', name, line, pipeline: argument(all) };
      }
      case 'template': {
        const all = words(text.slice('template'.length).trim());
        return {
          kind: 'template',
          name: nameIn(text),
          line,
          pipeline: argument(all),
        };
      }
      case 'break':
      case 'continue':
        return { kind: keyword, line };
      default:
        return statement(text, line);
    }
  }

  private branch(
    kind: 'if' | 'with' | 'range',
    text: string,
    line: number,
    depth: number,
  ): TemplateNode {
    const { variables, pipeline } = header(text.trim());
    const body = this.block(depth + 1);
    const otherwise = this.otherwise(line, depth);
    return { kind, variables, pipeline, body, otherwise, line };
  }

  /** What follows `else`, up to and including `end`. */
  private otherwise(line: number, depth: number): TemplateNode[] {
    const piece: Piece | undefined = this.pieces[this.at];
    if (!piece || !piece.text.startsWith('else')) {
      this.end(line);
      return [];
    }
    this.at += 1;
    const rest = piece.text.slice('else'.length).trim();
    const chained = /^(if|with)\b/.exec(rest)?.[1] as 'if' | 'with' | undefined;
    if (chained) {
      return [
        this.branch(chained, rest.slice(chained.length), piece.line, depth + 1),
      ];
    }
    const nodes = this.block(depth + 1);
    this.end(line);
    return nodes;
  }

  private end(line: number): void {
    const piece: Piece | undefined = this.pieces[this.at];
    if (!piece || !/^end\b/.test(piece.text)) {
      throw new TemplateError(`the block at line ${line} has no end`);
    }
    this.at += 1;
  }
}

/** `{{ $x := pipeline }}`, `{{ $x = pipeline }}` or a pipeline. */
function statement(text: string, line: number): TemplateNode {
  const all = words(text);
  const solid = all.filter(word => word !== ' ');
  const [name, sign] = solid;
  if (name?.startsWith('$') && (sign === ':=' || sign === '=')) {
    return {
      kind: 'assign',
      name,
      declares: sign === ':=',
      pipeline: parsePipeline(all.slice(all.indexOf(sign) + 1)),
      line,
    };
  }
  return { kind: 'output', pipeline: parsePipeline(all), line };
}

/** `$i, $v := pipeline`, `$v := pipeline` or a pipeline. */
function header(text: string): { variables: string[]; pipeline: Pipeline } {
  const all = words(text);
  const at = all.indexOf(':=');
  if (at < 0) return { variables: [], pipeline: parsePipeline(all) };
  return {
    variables: all.slice(0, at).filter(word => word.startsWith('$')),
    pipeline: parsePipeline(all.slice(at + 1)),
  };
}

function nameIn(text: string): string {
  const name = /["`]([^"`]*)["`]/.exec(text)?.[1];
  if (name === undefined) throw new TemplateError('a template has no name');
  return name;
}

/** What is handed to a template: all that follows its name. */
function argument(all: string[]): Pipeline | undefined {
  const rest = all.slice(1);
  return rest.some(word => word !== ' ') ? parsePipeline(rest) : undefined;
}

/** @throws TemplateError when the file is not a template */
export function parseTemplate(path: string, text: string): Template {
  const parser = new Parser(scan(text));
  const body = parser.block(0);
  parser.expectEnd();
  return { path, body, defines: parser.defines };
}
