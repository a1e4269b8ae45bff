import { topLevel, traversalOf } from './terraformExpression';

/** `[for name in list : body]`, without a filter. */
export interface ForExpression {
  name: string;
  list: string;
  body: string;
}

const start = /^\[\s{0,200}for\s{1,200}(\w{1,100})\s{1,200}in\s{1,200}/;
const longest = 4_000;
const mostFields = 50;

/** The parts of an expression that makes one thing of each item of a list. */
export function forExpressionOf(expression: string): ForExpression | undefined {
  if (expression.length > longest || !expression.endsWith(']'))
    return undefined;
  const head = start.exec(expression);
  if (!head) return undefined;
  const colon = topLevel(expression, ':', head[0].length);
  if (colon < 0) return undefined;
  const body = expression.slice(colon + 1, -1).trim();
  return /[\s)}\]]if\s/.test(body)
    ? undefined
    : {
        name: head[1],
        list: expression.slice(head[0].length, colon).trim(),
        body,
      };
}

/** The fields of `{ one = …, other = … }` as written; undefined for anything else. */
export function fieldsOf(body: string): Array<[string, string]> | undefined {
  if (!body.startsWith('{') || !body.endsWith('}')) return undefined;
  const fields: Array<[string, string]> = [];
  for (const line of body.slice(1, -1).split(/[\n,]/)) {
    const at = line.indexOf('=');
    if (line.trim() === '') continue;
    const key = line.slice(0, at).trim().replace(/"/g, '');
    const value = line.slice(at + 1).trim();
    const isField = at > 0 && /^\w{1,100}$/.test(key) && !/[[({]$/.test(value);
    if (!isField || fields.length >= mostFields) return undefined;
    fields.push([key, value]);
  }
  return fields;
}

/** The steps from a named item to what an expression takes of it; undefined where it takes something else. */
export function stepsWithin(
  name: string,
  expression: string,
): Array<string | number> | undefined {
  if (expression === name) return [];
  const [kind, item, ...steps] = traversalOf(`var.${expression}`) ?? [];
  return kind === 'var' && item === name ? steps : undefined;
}
