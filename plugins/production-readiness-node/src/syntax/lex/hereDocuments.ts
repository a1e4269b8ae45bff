import { isWordAt } from './characters';
import { Lexer, moveTo, pushText } from './Lexer';

const maxHereDocuments = 20;

export function noteHereDocument(state: Lexer): void {
  const { source, at, syntax } = state;
  const open = syntax.id === 'php' ? '<<<' : '<<';
  if (!source.startsWith(open, at) || state.here.length >= maxHereDocuments)
    return;
  let from = at + open.length;
  if (syntax.id === 'ruby') {
    if (source[from] !== '~' && source[from] !== '-') return;
    from += 1;
  }
  while (source[from] === "'" || source[from] === '"' || source[from] === ' ')
    from += 1;
  let to = from;
  while (to - from < 60 && isWordAt(source, to)) to += 1;
  if (to > from) state.here.push(source.slice(from, to));
}

/** The text of a here-document ends with the line that holds its terminator. */
export function readHereDocument(state: Lexer): void {
  const { source } = state;
  const terminator = state.here.shift()!;
  const start = state.at;
  const { line } = state;
  let at = start;
  while (at < source.length) {
    const found = source.indexOf('\n', at);
    const end = found < 0 ? source.length : found;
    if (
      source
        .slice(at, Math.min(end, at + 200))
        .trim()
        .startsWith(terminator)
    )
      break;
    at = end + 1;
  }
  const end = Math.min(at, source.length);
  pushText(state, start, end, line);
  const lineEnd = source.indexOf('\n', end);
  moveTo(state, lineEnd < 0 ? source.length : lineEnd);
}
