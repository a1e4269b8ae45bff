import { findNodeAtLocation, Node, parseTree } from 'jsonc-parser';
import { Limits } from './limits';
import {
  SourceFile,
  StructuredSource,
  ViewProblem,
  YamlSource,
} from './SourceFile';
import { Position, positionOf } from './yaml/Located';
import { lineNestedBeyond } from './yaml/nesting';
import { parseYaml } from './yaml/parseYaml';

/** A file whose text is in memory; its views are made when they are first asked for. */
export class LoadedFile implements SourceFile {
  private readonly views = new Map<string, unknown>();

  private constructor(
    readonly path: string,
    readonly text: string,
    readonly size: number,
    private readonly limits: Limits,
    readonly bytes?: Buffer,
  ) {}

  static of(path: string, text: string, limits: Limits): LoadedFile {
    return new LoadedFile(path, text, Buffer.byteLength(text), limits);
  }

  /** An archive, which has no text. */
  static ofArchive(path: string, bytes: Buffer, limits: Limits): LoadedFile {
    return new LoadedFile(path, '', bytes.length, limits, bytes);
  }

  get lines(): readonly string[] {
    return this.view('lines', () =>
      this.text
        .split('\n')
        .map(line => (line.endsWith('\r') ? line.slice(0, -1) : line)),
    );
  }

  yaml(): { documents: YamlSource[] } | ViewProblem {
    return this.view('yaml', () => {
      const at = (line: number): Position => ({ path: this.path, line });
      const parsed = parseYaml(this.text, this.limits, at);
      if ('problem' in parsed) return parsed;
      return {
        documents: parsed.documents.map(({ value, position }) => ({
          value,
          line: position.line,
          lineOf: (path: ReadonlyArray<string | number>) =>
            lineIn(value, path, position.line),
        })),
      };
    });
  }

  json(): StructuredSource | ViewProblem {
    return this.view('json', () => this.parseJson());
  }

  view<T>(name: string, make: (file: SourceFile) => T): T {
    if (!this.views.has(name)) this.views.set(name, make(this));
    return this.views.get(name) as T;
  }

  private parseJson(): StructuredSource | ViewProblem {
    const line = lineNestedBeyond(this.text, this.limits.nesting);
    if (line !== undefined) {
      return {
        problem: `nests deeper than ${this.limits.nesting} levels`,
        line,
      };
    }
    const tree = (): Node | undefined =>
      this.view('json-tree', () => parseTree(this.text));
    const value = this.jsonValue(tree);
    if (value === undefined) return { problem: 'is not valid JSON' };
    return {
      value,
      line: 1,
      lineOf: path => {
        const node = tree() && nearest(tree()!, path);
        return node ? lineAt(this.text, node.offset) : 1;
      },
    };
  }

  private jsonValue(tree: () => Node | undefined): unknown {
    try {
      return JSON.parse(this.text);
    } catch {
      const root = tree();
      return root && valueOf(root);
    }
  }
}

function lineIn(
  value: unknown,
  path: ReadonlyArray<string | number>,
  start: number,
): number {
  let line = start;
  let container = value;
  for (const key of path) {
    const position = positionOf(container, key);
    if (!position) break;
    line = position.line;
    container = (container as Record<string | number, unknown>)[key];
  }
  return line;
}

function nearest(
  root: Node,
  path: ReadonlyArray<string | number>,
): Node | undefined {
  for (let length = path.length; length > 0; length--) {
    const node = findNodeAtLocation(root, path.slice(0, length));
    if (node) return node.parent?.type === 'property' ? node.parent : node;
  }
  return root;
}

function valueOf(node: Node): unknown {
  if (node.type === 'array') return (node.children ?? []).map(valueOf);
  if (node.type !== 'object') return node.value;
  const object: Record<string, unknown> = {};
  for (const property of node.children ?? []) {
    const [key, value] = property.children ?? [];
    if (key && value && key.value !== '__proto__') {
      object[key.value] = valueOf(value);
    }
  }
  return object;
}

function lineAt(text: string, offset: number): number {
  let line = 1;
  for (
    let at = text.indexOf('\n');
    at !== -1 && at < offset;
    at = text.indexOf('\n', at + 1)
  ) {
    line += 1;
  }
  return line;
}
