import { Environment } from '@marcbachmann/cel-js';
import { collectionSchemas } from '../facts';

const environment = new Environment({
  homogeneousAggregateLiterals: false,
  limits: {
    maxAstNodes: 500,
    maxDepth: 30,
    maxListElements: 200,
    maxMapEntries: 50,
    maxCallArguments: 10,
  },
}).registerVariable('item', 'dyn');

/** A CEL condition over one fact. @public */
export interface CompiledExpression {
  text: string;
  /** The fields of `item` that it reads, as dotted paths. */
  reads: string[];
  /** Those of them that it asks only whether they are there, whatever is in them. */
  asksFor: string[];
  /** @throws when a field that it needs is absent */
  holds(item: object): boolean;
}

/**
 * Compiles a CEL condition once, for a collection.
 * @throws Error with one sentence, for a syntax or type error, an unknown name, or a field that the collection lacks
 */
export function compileExpression(
  text: string,
  collection: string,
): CompiledExpression {
  const program = parse(text);
  const checked = program.check();
  if (!checked.valid) throw new Error(firstLine(checked.error));
  if (checked.type !== 'bool' && checked.type !== 'dyn') {
    throw new Error(`is a ${checked.type}, but a condition is true or false`);
  }
  const { reads, asksFor } = fieldsRead(program.ast);
  assertFields(reads, collection);
  return {
    text,
    reads,
    asksFor,
    holds: item => program({ item }) === true,
  };
}

function parse(text: string) {
  try {
    return environment.parse(text);
  } catch (error) {
    throw new Error(firstLine(error));
  }
}

function firstLine(error: unknown): string {
  return String(error instanceof Error ? error.message : error).split('\n')[0];
}

interface AstNode {
  op: string;
  args: unknown;
}

function isAst(value: unknown): value is AstNode {
  return typeof value === 'object' && value !== null && 'op' in value;
}

/** JavaScript's regular expressions can take exponential time, and the text that they would run on is hostile. */
const forbiddenCalls = ['matches'];

function fieldsRead(ast: unknown): { reads: string[]; asksFor: string[] } {
  const values = new Set<string>();
  const presences = new Set<string>();
  const visit = (node: unknown, found: Set<string> = values): void => {
    if (Array.isArray(node)) node.forEach(inner => visit(inner, found));
    if (!isAst(node)) return;
    const path = itemPath(node);
    if (path !== undefined) {
      if (path) found.add(path);
      return;
    }
    const name = Array.isArray(node.args) ? node.args[0] : undefined;
    if (node.op === 'call' && name === 'has') {
      visit(node.args, presences);
      return;
    }
    if (node.op === 'rcall' && forbiddenCalls.includes(String(name))) {
      throw new Error(
        `${name}() is not available; use startsWith, endsWith, contains or in`,
      );
    }
    visit(node.args);
  };
  visit(ast);
  return {
    reads: [...new Set([...values, ...presences])].sort(),
    asksFor: [...presences].filter(path => !values.has(path)).sort(),
  };
}

/** `a.b` for `item.a.b`, '' for `item` itself, undefined for anything else. */
function itemPath(node: unknown): string | undefined {
  if (!isAst(node)) return undefined;
  if (node.op === 'id') return node.args === 'item' ? '' : undefined;
  if (node.op !== '.' || !Array.isArray(node.args)) return undefined;
  const [object, field] = node.args;
  const parent = itemPath(object);
  if (parent === undefined) return undefined;
  return parent ? `${parent}.${field}` : String(field);
}

/** A collection that a custom collector adds has no schema here; its fields are not checked. */
function assertFields(reads: string[], collection: string): void {
  const schema = Object.entries(collectionSchemas).find(
    ([name]) => name === collection,
  )?.[1];
  if (!schema) return;
  const fields = Object.keys(schema.shape);
  const wrong = reads.find(path => !fields.includes(path.split('.')[0]));
  if (wrong) {
    throw new Error(
      `item.${wrong} is not a field of ${collection}; it has ${fields.join(
        ', ',
      )}`,
    );
  }
}
