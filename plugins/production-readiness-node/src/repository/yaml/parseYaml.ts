import {
  Alias,
  Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  Node,
  parseAllDocuments,
  Scalar,
  YAMLMap,
} from 'yaml';
import { Limits } from '../limits';
import { Position, positionOf, setPosition } from './Located';
import { lineNestedBeyond } from './nesting';

/** A document as plain values; positions of nested values are found with `positionOf`. @public */
export interface ParsedDocument {
  value: unknown;
  /** Where its first value stands. */
  position: Position;
}

/** @public */
export type ParsedYaml =
  | { documents: ParsedDocument[] }
  | { problem: string; line?: number };

type YamlLimits = Pick<Limits, 'nesting' | 'yamlValues' | 'yamlDocuments'>;

class LimitReached extends Error {}

/** Turns nodes into values. An alias shares the value of its anchor, and counts as many values as that has. */
class Conversion {
  private readonly anchors = new Map<
    string,
    { value: unknown; size: number }
  >();
  private values = 0;

  constructor(
    private readonly counter: LineCounter,
    private readonly limits: YamlLimits,
    private readonly at: (line: number) => Position,
  ) {}

  document(contents: Node): ParsedDocument {
    const position = this.positionOf(contents) ?? this.at(1);
    return { value: this.convert(contents, 0), position };
  }

  private convert(node: unknown, depth: number): unknown {
    if (depth > this.limits.nesting) {
      throw new LimitReached(`nests deeper than ${this.limits.nesting} levels`);
    }
    this.count(1);
    if (isAlias(node)) return this.alias(node);
    const before = this.values;
    const value = this.convertPlain(node, depth);
    const anchor = (node as Node | null)?.anchor;
    if (anchor) {
      this.anchors.set(anchor, { value, size: this.values - before + 1 });
    }
    return value;
  }

  private convertPlain(node: unknown, depth: number): unknown {
    if (isMap(node)) return this.mapping(node, depth);
    if (isSeq(node)) {
      const list: unknown[] = [];
      for (const item of node.items) {
        const position = this.positionOf(item);
        if (position) setPosition(list, list.length, position);
        list.push(this.convert(item, depth + 1));
      }
      return list;
    }
    if (!isScalar(node)) return undefined;
    return typeof node.value === 'bigint' ? Number(node.value) : node.value;
  }

  private mapping(node: YAMLMap, depth: number): Record<string, unknown> {
    const mapping: Record<string, unknown> = {};
    const merged: unknown[] = [];
    for (const { key, value } of node.items) {
      const name = keyOf(key);
      if (name === '__proto__') continue;
      const converted = this.convert(value, depth + 1);
      if (name === '<<') {
        merged.push(...(Array.isArray(converted) ? converted : [converted]));
        continue;
      }
      mapping[name] = converted;
      const position = this.positionOf(key) ?? this.positionOf(value);
      if (position) setPosition(mapping, name, position);
    }
    for (const source of merged) this.merge(mapping, source);
    return mapping;
  }

  private merge(target: Record<string, unknown>, source: unknown): void {
    if (typeof source !== 'object' || source === null) return;
    for (const [key, value] of Object.entries(source)) {
      if (key in target) continue;
      this.count(1);
      target[key] = value;
      const position = positionOf(source, key);
      if (position) setPosition(target, key, position);
    }
  }

  private alias(node: Alias): unknown {
    const anchored = this.anchors.get(node.source);
    this.count(anchored?.size ?? 0);
    return anchored?.value;
  }

  private count(values: number): void {
    this.values += values;
    if (this.values > this.limits.yamlValues) {
      throw new LimitReached(
        `expands to more than ${this.limits.yamlValues} values`,
      );
    }
  }

  private positionOf(node: unknown): Position | undefined {
    const start = (node as Node | null | undefined)?.range?.[0];
    if (start === undefined) return undefined;
    return this.at(this.counter.linePos(start).line || 1);
  }
}

function keyOf(key: unknown): string {
  return isScalar(key) ? String((key as Scalar).value) : '';
}

/**
 * Parses YAML into plain values whose positions are known. Never throws: what cannot be parsed, or passes a limit,
 * is a problem in words.
 * @param at - the position of a line of the text, counted from 1
 */
export function parseYaml(
  text: string,
  limits: YamlLimits,
  at: (line: number) => Position,
): ParsedYaml {
  const tooDeep = lineNestedBeyond(text, limits.nesting);
  if (tooDeep !== undefined) {
    return {
      problem: `nests deeper than ${limits.nesting} levels`,
      line: tooDeep,
    };
  }
  const counter = new LineCounter();
  try {
    // Errors are not made pretty: that costs time in proportion to the square of their number.
    const parsed = parseAllDocuments(text, {
      lineCounter: counter,
      keepSourceTokens: false,
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: 'silent',
    });
    if (!Array.isArray(parsed)) return { documents: [] };
    if (parsed.length > limits.yamlDocuments) {
      return { problem: `holds more than ${limits.yamlDocuments} documents` };
    }
    const documents: ParsedDocument[] = [];
    for (const document of parsed as Document.Parsed[]) {
      const [error] = document.errors;
      if (error) {
        return {
          problem: `is not valid YAML: ${error.message}`,
          line: counter.linePos(error.pos[0]).line || 1,
        };
      }
      if (!document.contents) continue;
      const conversion = new Conversion(counter, limits, at);
      documents.push(conversion.document(document.contents));
    }
    return { documents };
  } catch (error) {
    return {
      problem:
        error instanceof LimitReached
          ? error.message
          : 'could not be parsed as YAML',
    };
  }
}
