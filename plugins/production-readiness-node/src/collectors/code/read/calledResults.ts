import { hashOf, Tokens, word } from '../../../syntax/Tokens';
import { Doing } from '../FileSummary';
import { SourceView } from './SourceView';

const most = 50;
const declaring = new Set(['const', 'let', 'var', 'val', 'final']);
const loading = new Set(['require', 'import', 'new', 'function', 'await']);

/**
 * Names that hold what a function made and that are called later, as `health` of `const health = makeHealth(urls)`:
 * calling them does what their maker, and what it was handed, does.
 */
export function calledResults(view: SourceView): Map<number, Doing> {
  const { tokens } = view;
  const found = new Map<number, Doing>();
  if (tokens.syntax.id !== 'javascript' && tokens.syntax.id !== 'python')
    return found;
  const called = calledNames(tokens);
  for (let at = 0; at + 2 < tokens.count && found.size < most; at += 1) {
    const name = tokens.hash[at];
    const isNamed =
      tokens.kind[at] === word &&
      tokens.isMark(at + 1, '=') &&
      called.has(name);
    if (!isNamed || !isDeclaration(tokens, at) || found.has(name)) continue;
    const maker = makerAfter(tokens, at + 2);
    if (maker === undefined) continue;
    const doing = view.doings.doing(maker + 1, tokens.closeOf(maker + 1), true);
    found.set(name, {
      effects: doing.effects,
      calls: [tokens.hash[maker], ...doing.calls],
    });
  }
  return found;
}

function calledNames(tokens: Tokens): Set<number> {
  const found = new Set<number>();
  for (let at = 0; at < tokens.count; at += 1) {
    if (tokens.isMark(at, '(') && tokens.kind[at - 1] === word)
      found.add(tokens.hash[at - 1]);
  }
  return found;
}

function isDeclaration(tokens: Tokens, at: number): boolean {
  return tokens.syntax.id === 'python'
    ? tokens.indent[at] >= 0
    : declaring.has(tokens.textOf(at - 1));
}

/** The last word of `a.b.make` before the bracket. */
function makerAfter(tokens: Tokens, from: number): number | undefined {
  let at = tokens.isWord(from, 'await') ? from + 1 : from;
  if (tokens.kind[at] !== word || loading.has(tokens.textOf(at)))
    return undefined;
  while (tokens.isMark(at + 1, '.') && tokens.kind[at + 2] === word) at += 2;
  const isCall = tokens.isMark(at + 1, '(');
  return isCall && tokens.hash[at] !== hashOf('require') ? at : undefined;
}
