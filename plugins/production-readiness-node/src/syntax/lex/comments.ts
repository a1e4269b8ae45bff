import { Lexer, moveTo, skipTo } from './Lexer';

export function skipComment(state: Lexer, code: number): boolean {
  const { source, syntax, at } = state;
  const next = source.charCodeAt(at + 1);
  const slash = 47;
  const star = 42;
  const hash = 35;
  if (code === slash && next === star && syntax.blockComments !== 'none') {
    state.at += 2;
    if (syntax.blockComments === 'flat') skipTo(state, '*/');
    else skipNested(state);
    return true;
  }
  const isLine =
    (code === slash && next === slash && syntax.lineComments.includes('//')) ||
    (code === hash &&
      syntax.lineComments.includes('#') &&
      !(syntax.id === 'php' && next === 91));
  if (!isLine) return false;
  const end = source.indexOf('\n', at);
  state.at = end < 0 ? source.length : end;
  return true;
}

function skipNested(state: Lexer): void {
  const { source } = state;
  let depth = 1;
  let at = state.at;
  for (; depth > 0 && at < source.length; at += 1) {
    const code = source.charCodeAt(at);
    if (code === 42 && source.charCodeAt(at + 1) === 47) {
      depth -= 1;
      at += 1;
    } else if (code === 47 && source.charCodeAt(at + 1) === 42) {
      depth += 1;
      at += 1;
    }
  }
  moveTo(state, Math.min(at, source.length));
}

/** `=begin` at the start of a line, to the line that starts with `=end`. */
export function skipRubyComment(state: Lexer): void {
  if (state.syntax.id !== 'ruby') return;
  if (state.source.startsWith('=begin', state.at)) skipTo(state, '\n=end');
}
