import { word } from '../../../syntax/Tokens';
import { Doing } from '../FileSummary';
import { aboutHealth } from './healthPath';
import { SourceView } from './SourceView';

const most = 20;
const longest = 600;

/**
 * What Ruby keeps under a name about health for those that answer it later: `config.x.health_checks = Checks.new.add(…)`,
 * by a setting or a constant. What is kept in a variable is left: it ends with its function.
 */
export function heldChecks({ tokens, doings }: SourceView): Map<number, Doing> {
  const found = new Map<number, Doing>();
  if (tokens.syntax.id !== 'ruby') return found;
  for (let at = 0; at + 2 < tokens.count && found.size < most; at += 1) {
    if (tokens.kind[at] !== word || !tokens.isMark(at + 1, '=')) continue;
    // `==`, `=~` and `=>` keep nothing.
    if ('=~>'.split('').some(next => isGlued(at + 2, next))) continue;
    const name = tokens.textOf(at);
    const isKept = tokens.isMark(at - 1, '.') || /^[A-Z]/.test(name);
    if (isKept && aboutHealth.test(name)) {
      found.set(tokens.hash[at], doings.doing(at + 2, endOf(at + 2), true));
    }
  }
  return found;

  function isGlued(at: number, sign: string): boolean {
    return tokens.isMark(at, sign) && tokens.start[at] === tokens.end[at - 1];
  }

  /** The last token of the statement: a line that starts with a dot, or inside of brackets, goes on with it. */
  function endOf(from: number): number {
    const end = Math.min(tokens.count - 1, from + longest);
    for (let at = from; at < end; at += 1) {
      if (tokens.partner[at] > at) at = Math.min(end, tokens.partner[at]);
      const next = at + 1;
      if (tokens.indent[next] >= 0 && !tokens.isMark(next, '.')) return at;
    }
    return end;
  }
}
