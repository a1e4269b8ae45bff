/** A tag of a template: `${{ … }}` or `{% … %}`. */
export interface TemplateTag {
  kind: 'output' | 'statement';
  /** What stands between the delimiters, without whitespace control and blanks around it. */
  code: string;
  /** Offsets of the code between the delimiters in the source. */
  start: number;
  end: number;
  /** One-based line of the tag. */
  line: number;
}

/** A chain of names in a tag, like `values.name`, with the line it stands on. */
export interface TemplateReference {
  names: string[];
  line: number;
  tag: string;
}

const openers = /\$\{\{|\{%|\{#/g;
const token =
  /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[A-Za-z_][A-Za-z0-9_]*|\d+(?:\.\d+)?|==|!=|>=|<=|[^\s]/g;
const keywords = new Set(
  'and or not in is if else elif endif for endfor set endset macro endmacro call endcall raw endraw filter endfilter true false none null loop caller range joiner cycler'.split(
    ' ',
  ),
);

/** The tags of a template, in order; comments and raw sections are left out. */
export function templateTags(source: string): TemplateTag[] {
  const tags: TemplateTag[] = [];
  openers.lastIndex = 0;
  let line = 1;
  let counted = 0;
  for (let match = openers.exec(source); match; match = openers.exec(source)) {
    const start = match.index + match[0].length;
    const end = closing(source, start, match[0]);
    if (end < 0) {
      break;
    }
    for (; counted < match.index; counted++) {
      if (source[counted] === '\n') line++;
    }
    openers.lastIndex = end + 2;
    if (match[0] === '{#') {
      continue;
    }
    const code = source.slice(start, end).replace(/^-|-$/g, '').trim();
    if (match[0] === '{%' && (code === 'raw' || code === 'verbatim')) {
      const rest = source.slice(end);
      const found = rest.search(/\{%-?\s{0,20}end(?:raw|verbatim)\b/);
      openers.lastIndex = found < 0 ? source.length : end + found + 2;
      continue;
    }
    const kind = match[0] === '{%' ? 'statement' : 'output';
    tags.push({ kind, code, start, end, line });
  }
  return tags;
}

function closing(source: string, start: number, opener: string): number {
  if (opener === '{#') {
    return source.indexOf('#}', start);
  }
  const closer = opener === '{%' ? '%}' : '}}';
  let quote: string | undefined;
  for (let i = start; i < source.length - 1; i++) {
    const character = source[i];
    if (quote) {
      if (character === '\\') i++;
      else if (character === quote) quote = undefined;
    } else if (character === '"' || character === "'") {
      quote = character;
    } else if (source.startsWith(closer, i)) {
      return i;
    }
  }
  return -1;
}

/** The names that a template reads, without those that it sets itself, filters, tests and keywords. */
export function templateReferences(source: string): TemplateReference[] {
  const tags = templateTags(source);
  const local = localNames(tags);
  return tags.flatMap(({ code, line }) =>
    chains(code)
      .filter(names => !local.has(names[0]))
      .map(names => ({ names, line, tag: code })),
  );
}

function localNames(tags: TemplateTag[]): Set<string> {
  const names = new Set<string>();
  for (const { kind, code } of tags) {
    const [head = '', ...rest] = code.match(token) ?? [];
    if (kind !== 'statement' || !['set', 'for', 'macro'].includes(head)) {
      continue;
    }
    for (const part of rest) {
      if (part === '=' || part === 'in') break;
      if (/^[A-Za-z_]/.test(part)) names.add(part);
    }
  }
  return names;
}

function chains(code: string): string[][] {
  const tokens = code.match(token) ?? [];
  const found: string[][] = [];
  for (let i = 0; i < tokens.length; i++) {
    const isName = /^[A-Za-z_]/.test(tokens[i]) && !keywords.has(tokens[i]);
    const before = tokens[i - 1];
    if (!isName || before === '|' || before === '.' || before === 'is') {
      continue;
    }
    const names = [tokens[i]];
    while (tokens[i + 1] === '.' && /^[A-Za-z_]/.test(tokens[i + 2] ?? '')) {
      names.push(tokens[i + 2]);
      i += 2;
    }
    if (tokens[i + 1] === '(') names.pop();
    const named = tokens[i + 1] === '=' || tokens[i + 1] === ':';
    if (names.length > 0 && !named) found.push(names);
  }
  return found;
}
