import { Effect, effects } from '../../../data/EcosystemData';
import { hashOf, Tokens, word } from '../../../syntax/Tokens';
import { Doing } from '../FileSummary';
import { aboutHealth } from './healthPath';

/** What code does that is not there. */
export const nothing: Doing = { effects: 0, calls: [] };

const maxCalls = 40;
const none: readonly number[] = [];
/** Emptied for each stretch. */
const shared = new Set<number>();

/** The bit that stands for an effect. */
export function bitOf(effect: Effect): number {
  return 1 << effects.indexOf(effect);
}

const commonCalls = new Set(
  (
    'if for while switch catch return function async await log info warn error debug push map filter forEach reduce ' +
    'then json send status set get console require print println printf Println Printf Errorf format toString String ' +
    'Number parseInt append len make new super res req request response ctx const let var this self nil null true false ' +
    'undefined err try throw raise JSON stringify parse resolve reject Promise setTimeout'
  )
    .split(' ')
    .map(hashOf),
);

const actions = new Set(
  'index show new edit create update destroy'.split(' ').map(hashOf),
);

/** `health#show` of `api/health#show`, as Rails writes the action of a controller. */
function addAction(text: string, calls: Set<number>): void {
  if (text.length >= 80 || text.indexOf('#') <= 0) return;
  calls.add(hashOf(text.slice(text.lastIndexOf('/') + 1)));
}

/** Where an effect was found, and the name of what is called for it, as hash. */
export interface FoundEffect {
  at: number;
  effect: Effect;
  called?: number;
}

/** What stretches of one file do, by the effects that were found in it. Calls are kept as hashes of their names. */
export class Doings {
  constructor(
    private readonly tokens: Tokens,
    private readonly found: ReadonlyArray<FoundEffect>,
    /** Where functions are defined: their names call nothing there. */
    private readonly defined: ReadonlySet<number>,
  ) {}

  /** What stands between two tokens. `mentions`: names that are handed on count as calls too. */
  doing(from: number, to: number, mentions = false): Doing {
    const calls = shared;
    calls.clear();
    const end = Math.min(to, from + 4_000);
    for (let at = from; at <= end && calls.size < maxCalls; at += 1) {
      if (this.tokens.kind[at] === word) {
        if (this.isCall(at, mentions)) calls.add(this.tokens.hash[at]);
      } else if (mentions && this.tokens.isText(at)) {
        addAction(this.tokens.textOf(at), calls);
      }
    }
    const claims = this.claimsIn(from, to);
    return {
      effects: this.effectsOf(from, to),
      calls: calls.size > 0 ? [...calls] : none,
      ...(claims.length > 0 ? { claims } : {}),
    };
  }

  /** The effects that stand between two tokens, as bits. */
  effectsOf(from: number, to: number): number {
    let bits = 0;
    for (const { at, effect } of this.found) {
      if (at >= from && at <= to) bits |= bitOf(effect);
    }
    return bits;
  }

  private claimsIn(from: number, to: number): number[] {
    return this.found.flatMap(({ at, effect, called }) =>
      effect === 'names-check' && called !== undefined && at >= from && at <= to
        ? called
        : [],
    );
  }

  private isCall(at: number, mentions: boolean): boolean {
    const { tokens } = this;
    if (this.defined.has(at)) return false;
    const length = tokens.end[at] - tokens.start[at];
    if (length < 3 || length > 60) return false;
    // `views.status` that is handed on is a function, whatever it is called.
    const isHanded =
      mentions && tokens.isMark(at - 1, '.') && !tokens.isMark(at + 1, '(');
    if (commonCalls.has(tokens.hash[at]) && !isHanded) return false;
    if (mentions) {
      return !tokens.isMark(at + 1, ':') && !this.isActionOfRails(at);
    }
    if (tokens.isMark(at + 1, '(')) return true;
    if (tokens.syntax.id === 'go') return this.isNamedAsCheck(at);
    if (tokens.syntax.id !== 'ruby') return false;
    return tokens.indent[at] >= 0 || this.isAboutHealth(at);
  }

  /** `only: [:index]` names an action that each controller has. */
  private isActionOfRails(at: number): boolean {
    return (
      this.tokens.syntax.id === 'ruby' && actions.has(this.tokens.hash[at])
    );
  }

  /** `Checker: service.askDatabase`, in what Go hands to a library of health checks. */
  private isNamedAsCheck(at: number): boolean {
    const { tokens } = this;
    return (
      tokens.isMark(at - 1, '.') &&
      tokens.isMark(at - 3, ':') &&
      /^Check/.test(tokens.textOf(at - 4))
    );
  }

  /** `OrderStatus.new`, which Ruby loads from the file of its name, and `health_checks.all`, a call without brackets. */
  private isAboutHealth(at: number): boolean {
    return (
      this.tokens.isMark(at + 1, '.') &&
      aboutHealth.test(this.tokens.textOf(at))
    );
  }
}
