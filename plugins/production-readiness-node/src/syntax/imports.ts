import { hashOf, Tokens, word } from './Tokens';

/** Something that a file brings in: the module, and the names under which its parts are known here. */
export interface Import {
  specifier: string;
  names: string[];
  /** The tokens of the statement, inclusive. */
  from: number;
  to: number;
  /** A type only: nothing of it remains when the program runs. */
  typeOnly: boolean;
}

const statementHashes = new Set(
  [
    'require',
    'import',
    'export',
    'require_relative',
    'from',
    'using',
    'use',
  ].map(hashOf),
);

/** The imports of a file, by its syntax. */
export function importsOf(tokens: Tokens): Import[] {
  switch (tokens.syntax.id) {
    case 'javascript':
      return javascript(tokens);
    case 'python':
      return python(tokens);
    case 'go':
      return go(tokens);
    case 'ruby':
      return ruby(tokens);
    default:
      return dotted(tokens);
  }
}

function javascript(tokens: Tokens): Import[] {
  const found: Import[] = [];
  for (let at = 0; at < tokens.count; at += 1) {
    if (!statementHashes.has(tokens.hash[at])) continue;
    if (tokens.kind[at] !== word) continue;
    if (tokens.isWord(at, 'require') || tokens.isWord(at, 'import')) {
      const isCall = tokens.isMark(at + 1, '(') && tokens.isText(at + 2);
      if (isCall) {
        found.push(callImport(tokens, at));
        continue;
      }
    }
    const isStatement =
      tokens.indent[at] >= 0 &&
      (tokens.isWord(at, 'import') || tokens.isWord(at, 'export'));
    if (!isStatement) continue;
    const statement = statementImport(tokens, at);
    if (statement) found.push(statement);
  }
  return found;
}

/** `const { a, b: c } = require('x')`, `await import('x')`. */
function callImport(tokens: Tokens, at: number): Import {
  let before = at - 1;
  if (tokens.isWord(before, 'await')) before -= 1;
  let names: string[] = [];
  let from = at;
  if (tokens.isMark(before, '=')) {
    from = before - 1;
    if (tokens.isMark(from, '}') && tokens.partner[from] >= 0) {
      from = tokens.partner[from];
      names = boundNames(tokens, from + 1, before - 2);
    } else if (tokens.kind[from] === word) {
      names = [tokens.textOf(from)];
    }
  }
  return {
    specifier: tokens.textOf(at + 2),
    names,
    from,
    to: at + 3,
    typeOnly: false,
  };
}

function statementImport(tokens: Tokens, at: number): Import | undefined {
  const typeOnly = tokens.isWord(at + 1, 'type') && !tokens.isMark(at + 2, ',');
  for (let to = at + 1; to < tokens.count && to < at + 400; to += 1) {
    if (tokens.isText(to)) {
      const plain = to === at + 1;
      if (!plain && !tokens.isWord(to - 1, 'from')) return undefined;
      return {
        specifier: tokens.textOf(to),
        names: plain ? [] : boundNames(tokens, at + 1, to - 2),
        from: at,
        to,
        typeOnly,
      };
    }
    const ends =
      tokens.isMark(to, ';') ||
      tokens.isMark(to, '(') ||
      tokens.isMark(to, '=') ||
      (tokens.indent[to] >= 0 &&
        (tokens.isWord(to, 'import') || tokens.isWord(to, 'export')));
    if (ends) return undefined;
  }
  return undefined;
}

/** `a, { b, c as d, e: f }`: the last word before each comma or bracket. */
function boundNames(tokens: Tokens, from: number, to: number): string[] {
  const names: string[] = [];
  for (let at = from; at <= to; at += 1) {
    if (tokens.kind[at] !== word) continue;
    const next = at + 1;
    const last =
      next > to || tokens.isMark(next, ',') || tokens.isMark(next, '}');
    if (last || (tokens.isMark(next, '=') && next <= to))
      names.push(tokens.textOf(at));
  }
  return names;
}

function python(tokens: Tokens): Import[] {
  const found: Import[] = [];
  for (let at = 0; at < tokens.count; at += 1) {
    if (tokens.indent[at] < 0 || tokens.kind[at] !== word) continue;
    if (tokens.isWord(at, 'import')) pythonImport(tokens, at, found);
    else if (tokens.isWord(at, 'from')) pythonFrom(tokens, at, found);
  }
  return found;
}

function lineEnd(tokens: Tokens, from: number): number {
  let at = from;
  while (at + 1 < tokens.count && tokens.indent[at + 1] < 0) at += 1;
  return at;
}

function readDotted(tokens: Tokens, from: number): [string, number] {
  let at = from;
  let name = '';
  while (at < tokens.count && (at === from || tokens.indent[at] < 0)) {
    if (tokens.isMark(at, '.')) name += '.';
    else if (
      tokens.kind[at] === word &&
      (name === '' || name.endsWith('.')) &&
      !tokens.isWord(at, 'import')
    )
      name += tokens.textOf(at);
    else break;
    at += 1;
  }
  return [name, at];
}

function pythonImport(tokens: Tokens, at: number, found: Import[]): void {
  const end = lineEnd(tokens, at);
  let next = at + 1;
  while (next <= end) {
    const [specifier, after] = readDotted(tokens, next);
    if (!specifier) return;
    const renamed = tokens.isWord(after, 'as') && after < end;
    found.push({
      specifier,
      names: [renamed ? tokens.textOf(after + 1) : specifier.split('.')[0]],
      from: at,
      to: end,
      typeOnly: false,
    });
    next = renamed ? after + 2 : after;
    if (!tokens.isMark(next, ',')) return;
    next += 1;
  }
}

function pythonFrom(tokens: Tokens, at: number, found: Import[]): void {
  const [specifier, after] = readDotted(tokens, at + 1);
  if (!specifier || !tokens.isWord(after, 'import')) return;
  const group = tokens.isMark(after + 1, '(');
  const end = group ? tokens.closeOf(after + 1) : lineEnd(tokens, at);
  const names: string[] = [];
  for (let next = after + 1; next <= end; next += 1) {
    if (tokens.kind[next] !== word || tokens.isWord(next, 'as')) continue;
    if (tokens.isWord(next + 1, 'as') && next + 1 < end) {
      names.push(tokens.textOf(next));
      continue;
    }
    names.push(tokens.textOf(next));
  }
  found.push({ specifier, names, from: at, to: end, typeOnly: false });
}

function go(tokens: Tokens): Import[] {
  const found: Import[] = [];
  for (let at = 0; at < tokens.count; at += 1) {
    if (tokens.indent[at] < 0 || !tokens.isWord(at, 'import')) {
      if (tokens.indent[at] === 0 && tokens.isWord(at, 'func')) break;
      continue;
    }
    const group = tokens.isMark(at + 1, '(');
    const end = group ? tokens.closeOf(at + 1) : lineEnd(tokens, at);
    for (let next = at + 1; next <= end; next += 1) {
      if (!tokens.isText(next)) continue;
      const specifier = tokens.textOf(next);
      const alias = tokens.kind[next - 1] === word && next - 1 > at;
      found.push({
        specifier,
        names: [
          alias
            ? tokens.textOf(next - 1)
            : specifier.slice(specifier.lastIndexOf('/') + 1),
        ],
        from: at,
        to: end,
        typeOnly: false,
      });
    }
    at = end;
  }
  return found;
}

function ruby(tokens: Tokens): Import[] {
  const found: Import[] = [];
  for (let at = 0; at + 1 < tokens.count; at += 1) {
    if (!statementHashes.has(tokens.hash[at])) continue;
    const relative = tokens.isWord(at, 'require_relative');
    if (!relative && !tokens.isWord(at, 'require')) continue;
    const value = tokens.isMark(at + 1, '(') ? at + 2 : at + 1;
    if (!tokens.isText(value)) continue;
    found.push({
      specifier: tokens.textOf(value),
      names: [],
      from: at,
      to: value,
      typeOnly: false,
    });
  }
  return found;
}

/** `import a.b.C`, `using A.B;`, `use A\B;`, `use a::b;` */
function dotted(tokens: Tokens): Import[] {
  const found: Import[] = [];
  const keyword =
    {
      java: 'import',
      kotlin: 'import',
      csharp: 'using',
      php: 'use',
      rust: 'use',
    }[tokens.syntax.id as string] ?? 'import';
  for (let at = 0; at < tokens.count; at += 1) {
    if (!tokens.isWord(at, keyword)) continue;
    const starts =
      tokens.indent[at] >= 0 ||
      tokens.isMark(at - 1, ';') ||
      tokens.isWord(at - 1, 'global') ||
      tokens.isWord(at - 1, 'pub');
    if (!starts) continue;
    let next = at + 1;
    if (tokens.isWord(next, 'static')) next += 1;
    const begin = next;
    while (
      next < tokens.count &&
      next < begin + 60 &&
      (next === begin || tokens.indent[next] < 0) &&
      !tokens.isMark(next, ';') &&
      !tokens.isMark(next, '(') &&
      !tokens.isMark(next, '{') &&
      !tokens.isWord(next, 'as')
    )
      next += 1;
    if (tokens.isMark(next, '(') || tokens.isMark(begin + 1, '=')) continue;
    let specifier = '';
    for (let part = begin; part < next; part += 1)
      specifier += tokens.textOf(part);
    specifier = specifier.split('::').join('.').split('\\').join('.');
    if (!specifier) continue;
    found.push({
      specifier,
      names: [specifier.slice(specifier.lastIndexOf('.') + 1)],
      from: at,
      to: next,
      typeOnly: false,
    });
  }
  return found;
}
