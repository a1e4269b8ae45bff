import { RE2JS } from 're2js';
import { TemplateLimit } from '../TemplateError';
import { Unresolved } from '../Unresolved';
import { FunctionTable } from './FunctionTable';
import { toText } from './toText';

const longestPad = 1_000;
const longestText = 1_000_000;

/** Functions on text. */
export const textFunctions: FunctionTable = {
  quote: (...values) =>
    values
      .filter(value => value !== undefined && value !== null)
      .map(value => JSON.stringify(toText(value)))
      .join(' '),
  squote: (...values) =>
    values
      .filter(value => value !== undefined && value !== null)
      .map(value => `'${toText(value)}'`)
      .join(' '),
  upper: value => toText(value).toUpperCase(),
  lower: value => toText(value).toLowerCase(),
  title: value =>
    toText(value).replace(
      /(^|\s)(\S)/g,
      (_, gap, first) => gap + first.toUpperCase(),
    ),
  untitle: value =>
    toText(value).replace(
      /(^|\s)(\S)/g,
      (_, gap, first) => gap + first.toLowerCase(),
    ),
  camelcase: value =>
    toText(value).replace(/(?:^|[-_ ])(\w)/g, (_, first) =>
      first.toUpperCase(),
    ),
  kebabcase: value => separated(toText(value), '-'),
  snakecase: value => separated(toText(value), '_'),
  trim: value => toText(value).trim(),
  trimAll: (cut, value) => trimmed(toText(value), toText(cut)),
  trimSuffix: (suffix, value) => {
    const text = toText(value);
    const end = toText(suffix);
    return end !== '' && text.endsWith(end) ? text.slice(0, -end.length) : text;
  },
  trimPrefix: (prefix, value) => {
    const text = toText(value);
    const start = toText(prefix);
    return text.startsWith(start) ? text.slice(start.length) : text;
  },
  trunc: (length, value) => {
    const count = Number(length);
    return count < 0
      ? toText(value).slice(count)
      : toText(value).slice(0, count);
  },
  substr: (from, to, value) =>
    toText(value).slice(Number(from), Number(to) < 0 ? undefined : Number(to)),
  replace: (from, to, value) => {
    const result = toText(value).split(toText(from));
    return bounded(result.join(toText(to)));
  },
  contains: (part, value) => toText(value).includes(toText(part)),
  hasPrefix: (prefix, value) => toText(value).startsWith(toText(prefix)),
  hasSuffix: (suffix, value) => toText(value).endsWith(toText(suffix)),
  repeat: (count, value) => {
    const text = toText(value);
    if (Number(count) * text.length > longestText) tooLong();
    return text.repeat(Math.max(0, Number(count)));
  },
  nospace: value => toText(value).replace(/\s/g, ''),
  indent: (count, value) => indented(count, value),
  nindent: (count, value) => `\n${indented(count, value)}`,
  join: (separator, list) =>
    bounded(
      (Array.isArray(list) ? list : [list]).map(toText).join(toText(separator)),
    ),
  splitList: (separator, value) => toText(value).split(toText(separator)),
  split: (separator, value) =>
    Object.fromEntries(
      toText(value)
        .split(toText(separator))
        .map((part, index) => [`_${index}`, part]),
    ),
  print: (...values) => values.map(toText).join(''),
  println: (...values) => `${values.map(toText).join(' ')}\n`,
  cat: (...values) => values.map(toText).join(' '),
  b64enc: value => Buffer.from(toText(value)).toString('base64'),
  b64dec: value => Buffer.from(toText(value), 'base64').toString(),
  regexMatch: (pattern, value) =>
    matching(() =>
      RE2JS.compile(toText(pattern)).matcher(toText(value)).find(),
    ),
  mustRegexMatch: (pattern, value) =>
    matching(() =>
      RE2JS.compile(toText(pattern)).matcher(toText(value)).find(),
    ),
  regexReplaceAll: (pattern, value, to) =>
    matching(() =>
      bounded(
        RE2JS.compile(toText(pattern))
          .matcher(toText(value))
          .replaceAll(toText(to).replace(/\$\{(\w+)\}/g, '$$$1')),
      ),
    ),
  printf: (format, ...values) => formatted(toText(format), values),
};

function indented(count: unknown, value: unknown): string {
  const spaces = Number(count);
  const lines = toText(value).split('\n');
  if (!(spaces >= 0 && spaces <= longestPad)) tooLong();
  if (lines.length * spaces > longestText) tooLong();
  return lines.map(line => ' '.repeat(spaces) + line).join('\n');
}

function formatted(format: string, values: unknown[]): string {
  let next = 0;
  return format.replace(
    /%(?:%|[-+# 0]*(\d*)(?:\.\d+)?([a-zA-Z]))/g,
    (whole, width, verb) => {
      if (whole === '%%') return '%';
      const value = values[next];
      next += 1;
      if (verb === 'q') return JSON.stringify(toText(value));
      const text = toText(value);
      const pad = Number(width);
      if (pad > longestPad) tooLong();
      return whole.includes('0') && verb === 'd'
        ? text.padStart(pad, '0')
        : text.padStart(pad);
    },
  );
}

function separated(text: string, by: string): string {
  return text
    .replace(/([a-z0-9])([A-Z])/g, `$1${by}$2`)
    .replace(/[-_ ]+/g, by)
    .toLowerCase();
}

function trimmed(text: string, cut: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && cut.includes(text[start])) start += 1;
  while (end > start && cut.includes(text[end - 1])) end -= 1;
  return text.slice(start, end);
}

function bounded(text: string): string {
  if (text.length > longestText) tooLong();
  return text;
}

function tooLong(): never {
  throw new TemplateLimit(
    `builds a text of more than ${longestText} characters`,
  );
}

function matching<T>(match: () => T): T | Unresolved {
  try {
    return match();
  } catch (error) {
    if (error instanceof TemplateLimit) throw error;
    return Unresolved.of('a regular expression that cannot be read');
  }
}
