import { stringify } from 'yaml';
import { isMapping } from '../../repository/yaml/Located';
import { unresolvedToken } from '../../repository/yaml/unresolved';
import { TemplateLimit } from '../TemplateError';
import { Unresolved } from '../Unresolved';

const deepest = 60;
const mostValues = 50_000;

/** YAML of a value without a final line end, as Helm's toYaml gives it. */
export function toYaml(value: unknown): string {
  const text = stringify(plain(value, 0, { left: mostValues }), {
    lineWidth: 0,
    aliasDuplicateObjects: false,
  });
  const ended = text.endsWith('\n') ? text.slice(0, -1) : text;
  // Go indents the lines of a text that stands alone, so that they stay inside it wherever it is put.
  return typeof value === 'string' ? ended.replace(/\n(?=.)/g, '\n  ') : ended;
}

/** JSON of a value. */
export function toJson(value: unknown): string {
  return JSON.stringify(plain(value, 0, { left: mostValues })) ?? 'null';
}

/** A copy that serialises: bounded in depth and size, unsettled values as words that name them. */
function plain(
  value: unknown,
  depth: number,
  budget: { left: number },
): unknown {
  budget.left -= 1;
  if (depth > deepest || budget.left < 0) {
    throw new TemplateLimit('serialises a value that is too large');
  }
  if (value instanceof Unresolved) return unresolvedToken(value.expression);
  if (Array.isArray(value)) {
    return value.map(item => plain(item, depth + 1, budget));
  }
  if (isMapping(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [
        key,
        plain(inner, depth + 1, budget),
      ]),
    );
  }
  if (value === undefined || typeof value === 'function') return null;
  return value;
}
