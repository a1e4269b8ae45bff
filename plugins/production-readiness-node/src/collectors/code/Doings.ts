import { Effect } from '../../data/EcosystemData';
import { Tokens, word } from '../../syntax/Tokens';
import { Doing } from './FileSummary';
import { Names } from './Names';

/** What code does that is not there. */
export const nothing: Doing = { effects: new Set(), calls: [] };
const maxCalls = 40;

const commonCalls = new Set(
  (
    'if for while switch catch return function async await log info warn error debug push map filter forEach reduce ' +
    'then json send status set get console require print println printf Println Printf Errorf format toString String ' +
    'Number parseInt append len make new super res req request response ctx const let var this self nil null true false ' +
    'undefined err try throw raise JSON stringify parse resolve reject Promise setTimeout'
  ).split(' '),
);

/** `health#show`, as Rails writes the action of a controller. */
function addAction(text: string, calls: Set<string>): void {
  const hash = text.indexOf('#');
  if (hash > 0 && text.length < 80) calls.add(text.slice(hash + 1));
}

/** What stretches of one file do, by the effects that were found in it. */
export class Doings {
  constructor(
    private readonly tokens: Tokens,
    private readonly effects: ReadonlyArray<{ at: number; effect: Effect }>,
    private readonly names: Names,
  ) {}

  /** What stands between two tokens. `mentions`: names that are handed on count as calls too. */
  doing(from: number, to: number, mentions = false): Doing {
    const { tokens } = this;
    const effects = new Set<Effect>();
    for (const { at, effect } of this.effects) {
      if (at >= from && at <= to) effects.add(effect);
    }
    const calls = new Set<string>();
    const end = Math.min(to, from + 4_000);
    for (let at = from; at <= end && calls.size < maxCalls; at += 1) {
      if (tokens.kind[at] !== word) {
        if (mentions && tokens.isText(at)) addAction(tokens.textOf(at), calls);
        continue;
      }
      if (!mentions && !tokens.isMark(at + 1, '(') && !this.isBareCall(at))
        continue;
      if (mentions && tokens.isMark(at + 1, ':')) continue;
      const name = tokens.textOf(at);
      if (name.length > 2 && name.length < 60 && !commonCalls.has(name))
        calls.add(this.names.keep(name));
    }
    return { effects, calls: [...calls] };
  }

  /** Ruby calls without brackets. */
  private isBareCall(at: number): boolean {
    return this.tokens.syntax.id === 'ruby' && this.tokens.indent[at] >= 0;
  }
}
