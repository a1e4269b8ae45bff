import { isMapping } from '../repository/yaml/Located';
import { unresolvedToken } from '../repository/yaml/unresolved';
import { first } from './hclValues';
import {
  fieldsOf,
  ForExpression,
  forExpressionOf,
  stepsWithin,
} from './forExpression';
import {
  isResourceReference,
  literalOf,
  splitCondition,
  traversalOf,
} from './terraformExpression';

/** How many values are settled for one folder: locals that name locals multiply. */
const mostValues = 20_000;
const mostDepth = 32;

/** What names of a folder stand for. A name that is absent has no value in the repository. */
export interface TerraformNames {
  /** Values of variables, settled already: they come from a file of values, a default or the caller. */
  variables: ReadonlyMap<string, unknown>;
  /** As written. */
  locals: ReadonlyMap<string, unknown>;
  /** What a module that the folder calls puts out, settled; undefined where that cannot be told. */
  output(module: string, name: string): unknown;
  /** The address of the module, with a dot at its end; '' for a folder that Terraform is run in. */
  prefix: string;
}

/**
 * Settles the values of a Terraform folder: literals, locals, variables with a value in the repository and outputs of
 * modules in it. Everything else (references to resources, functions, what is set from outside) becomes a token that
 * carries its expression.
 */
export class TerraformValues {
  private left = mostValues;

  constructor(private readonly names: TerraformNames) {}

  settle(value: unknown, depth = 0): unknown {
    this.left -= 1;
    if (this.left < 0 || depth > mostDepth) {
      return openToken('more values than are read');
    }
    if (typeof value === 'string') return this.settleText(value, depth);
    if (Array.isArray(value)) {
      return value.map(item => this.settle(item, depth + 1));
    }
    if (!isMapping(value)) return value;
    return Object.fromEntries(
      Object.entries(withDynamicBlocks(value)).map(([key, item]) => [
        key,
        this.settle(item, depth + 1),
      ]),
    );
  }

  /** The text that an attribute stands for, with locals and variables followed but nothing in it settled. */
  written(value: unknown): unknown {
    let text = value;
    for (let step = 0; step < 5; step += 1) {
      const path = traversalOf(expressionOf(text) ?? '');
      if (path?.length !== 2) return text;
      const [kind, name] = path;
      const named = kind === 'local' ? this.names.locals : undefined;
      const values = kind === 'var' ? this.names.variables : named;
      if (!values?.has(`${name}`)) return text;
      text = values.get(`${name}`);
    }
    return text;
  }

  private settleText(text: string, depth: number): unknown {
    const whole = expressionOf(text);
    if (whole !== undefined) return this.settleExpression(whole, depth);
    if (/(?:^|[^%])%\{/.test(text)) return openToken(text);
    let settled = '';
    for (let at = 0; at < text.length; ) {
      const start = text.indexOf('${', at);
      if (start < 0) return settled + text.slice(at);
      if (start > at && text[start - 1] === '$') {
        settled += `${text.slice(at, start - 1)}\${`;
        at = start + 2;
      } else {
        const end = endOf(text, start);
        if (end < 0) return openToken(text);
        const expression = text.slice(start + 2, end).trim();
        const value = this.settleExpression(expression, depth);
        settled += text.slice(at, start);
        settled += ['string', 'number', 'boolean'].includes(typeof value)
          ? String(value)
          : openToken(expression);
        at = end + 1;
      }
    }
    return settled;
  }

  private settleExpression(expression: string, depth: number): unknown {
    const value = this.valueOf(expression, depth);
    if (value !== undefined) return value;
    return isResourceReference(expression)
      ? openToken(`${this.names.prefix}${expression}`)
      : openToken(expression);
  }

  /** What an expression comes to; undefined where the repository does not say. */
  private valueOf(expression: string, depth: number): unknown {
    if (depth > mostDepth) return undefined;
    const literal = literalOf(expression);
    if (literal !== undefined) return literal;
    const path = traversalOf(expression);
    if (path !== undefined) return this.follow(path, depth);
    const each = forExpressionOf(expression);
    if (each !== undefined) return this.forEach(each, depth);
    const condition = splitCondition(expression);
    if (condition === undefined) return undefined;
    const [left, right] = [condition.left, condition.right].map(side =>
      side === undefined ? true : this.valueOf(side, depth + 1),
    );
    if (isOpen(left) || isOpen(right)) return undefined;
    const same = String(left) === String(right);
    const chosen = same === condition.equal ? condition.yes : condition.no;
    return this.valueOf(chosen, depth + 1);
  }

  /** What is made of the items of a list, where the list is known and each thing is a mapping. */
  private forEach(
    { name, list, body }: ForExpression,
    depth: number,
  ): unknown[] | undefined {
    const items = this.valueOf(list, depth + 1);
    const fields = fieldsOf(body);
    if (!Array.isArray(items) || fields === undefined) return undefined;
    return items.map(item =>
      Object.fromEntries(
        fields.map(([key, expression]) => {
          this.left -= 1;
          const steps = stepsWithin(name, expression);
          const value =
            steps === undefined ? literalOf(expression) : within(item, steps);
          const isKnown = value !== undefined && this.left >= 0;
          return [key, isKnown ? value : openToken(expression)];
        }),
      ),
    );
  }

  private follow(path: ReadonlyArray<string | number>, depth: number): unknown {
    const [kind, name, ...rest] = path;
    switch (kind) {
      case 'local': {
        const { locals } = this.names;
        if (!locals.has(`${name}`)) return undefined;
        return this.into(locals.get(`${name}`), rest, depth + 1);
      }
      case 'var':
        return within(this.names.variables.get(`${name}`), rest);
      case 'module': {
        const [output, ...inner] = rest;
        return typeof output === 'string'
          ? within(this.names.output(`${name}`, output), inner)
          : undefined;
      }
      default:
        return undefined;
    }
  }

  /** Follows keys before it settles: of a large value, only what is asked for. */
  private into(
    value: unknown,
    keys: ReadonlyArray<string | number>,
    depth: number,
  ): unknown {
    if (keys.length === 0) return this.settle(value, depth);
    if (typeof value === 'string')
      return within(this.settle(value, depth), keys);
    const [key, ...rest] = keys;
    const inner = within(value, [key]);
    return inner === undefined ? undefined : this.into(inner, rest, depth);
  }
}

function within(value: unknown, keys: ReadonlyArray<string | number>): unknown {
  let found = value;
  for (const key of keys) {
    // What lies inside of something that is not settled is not settled for the same reason.
    if (typeof found === 'string') return isOpen(found) ? found : undefined;
    if (Array.isArray(found)) found = found[Number(key)];
    else if (isMapping(found) && Object.hasOwn(found, `${key}`))
      found = found[`${key}`];
    else return undefined;
  }
  return found;
}

function isOpen(value: unknown): boolean {
  return (
    value === undefined ||
    (typeof value === 'string' && value.includes('__unresolved_'))
  );
}

/** The expression that a text consists of, if it is nothing else. */
export function expressionOf(text: unknown): string | undefined {
  if (typeof text !== 'string' || !text.startsWith('${')) return undefined;
  return endOf(text, 0) === text.length - 1
    ? text.slice(2, -1).trim()
    : undefined;
}

/** Where the expression that starts at `${` ends; braces in quoted text do not count. */
function endOf(text: string, start: number): number {
  let open = 0;
  let quoted = false;
  for (let at = start + 1; at < text.length; at += 1) {
    const character = text[at];
    if (quoted && character === '\\') at += 1;
    else if (character === '"') quoted = !quoted;
    else if (!quoted && character === '{') open += 1;
    else if (!quoted && character === '}') {
      open -= 1;
      if (open === 0) return at;
    }
  }
  return -1;
}

/** A block that is generated is there as often as an expression says. */
function withDynamicBlocks(
  block: Record<string, unknown>,
): Record<string, unknown> {
  const dynamic = block.dynamic;
  if (!isMapping(dynamic)) return block;
  const { dynamic: _, ...settled } = block;
  for (const [name, generated] of Object.entries(dynamic)) {
    const each = first(generated)?.for_each;
    settled[name] ??= Array.isArray(each)
      ? each.flatMap(() => first(first(generated)?.content) ?? [])
      : openToken(expressionOf(each) ?? `the for_each of ${name}`);
  }
  return settled;
}

/** The token of an expression, which may have been written over several lines. */
export function openToken(expression: string): string {
  return unresolvedToken(expression.slice(0, 2_000).replace(/\s+/g, ' '));
}
