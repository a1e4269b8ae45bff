import { isMapping } from '../repository/yaml/Located';
import { unresolvedToken } from '../repository/yaml/unresolved';
import { first, listOf } from './hclValues';

/** How many values are settled for one folder: locals that name locals multiply. */
const mostValues = 20_000;
const mostDepth = 32;
const localName = /^local\.([\w-]+)$/;

/**
 * Settles the values of a Terraform folder: literals and `locals` have a value, everything else (variables, which
 * are set from outside, references, functions) becomes a token that carries its expression.
 */
export class TerraformValues {
  private readonly locals = new Map<string, unknown>();
  private left = mostValues;

  addLocals(json: unknown): void {
    if (!isMapping(json)) return;
    for (const block of listOf(json.locals)) {
      if (!isMapping(block)) continue;
      for (const [name, value] of Object.entries(block)) {
        if (!this.locals.has(name)) this.locals.set(name, value);
      }
    }
  }

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

  /** The text that an attribute stands for, with locals followed but nothing in it settled. */
  written(value: unknown): unknown {
    let text = value;
    for (let step = 0; step < 5; step += 1) {
      const name = localName.exec(expressionOf(text) ?? '')?.[1];
      if (name === undefined || !this.locals.has(name)) return text;
      text = this.locals.get(name);
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
    const name = localName.exec(expression)?.[1];
    return name !== undefined && this.locals.has(name)
      ? this.settle(this.locals.get(name), depth + 1)
      : openToken(expression);
  }
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
