import { hashOf, mark, Tokens, word } from '../Tokens';
import { FunctionSpan } from './FunctionSpan';

const defHash = hashOf('def');
const classHash = hashOf('class');

/** Python and Ruby: a body lasts as long as its lines are further in than `def`. */
export function byIndent(tokens: Tokens): FunctionSpan[] {
  const found: FunctionSpan[] = [];
  const python = tokens.syntax.id === 'python';
  /** Functions whose body is still open, with the column of their `def`. */
  const open: Array<{ span: FunctionSpan; column: number }> = [];
  let column = 0;
  let decorated = false;
  for (let at = 0; at < tokens.count; at += 1) {
    const indent = tokens.indent[at];
    if (indent >= 0) {
      column = indent;
      const closing = tokens.kind[at] === mark && !tokens.isMark(at, '@');
      while (
        !closing &&
        open.length > 0 &&
        open[open.length - 1].column >= indent
      ) {
        open.pop()!.span.bodyTo = at - 1;
      }
      if (tokens.isMark(at, '@')) decorated = true;
    }
    const hash = tokens.hash[at];
    if (hash !== defHash || tokens.kind[at] !== word) {
      if (indent >= 0 && hash === classHash) decorated = false;
      continue;
    }
    let nameAt = at + 1;
    if (!python && tokens.isWord(nameAt, 'self') && tokens.isMark(at + 2, '.'))
      nameAt = at + 3;
    if (tokens.kind[nameAt] !== word) continue;
    const parameters = tokens.isMark(nameAt + 1, '(') ? nameAt + 1 : nameAt;
    const span = {
      name: tokens.textOf(nameAt),
      nameAt,
      bodyFrom: parameters === nameAt ? nameAt + 1 : tokens.closeOf(parameters),
      bodyTo: tokens.count - 1,
      attached: decorated || column > 0,
    };
    decorated = false;
    found.push(span);
    open.push({ span, column });
  }
  return found;
}
