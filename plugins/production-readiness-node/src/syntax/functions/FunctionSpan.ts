import { Tokens } from '../Tokens';

/** A function as far as its text shows: from its name to the end of its body, in tokens. */
export interface FunctionSpan {
  name: string;
  nameAt: number;
  bodyFrom: number;
  bodyTo: number;
  /** It belongs to a class, or an annotation or decorator stands before it: a framework may call it. */
  attached: boolean;
}

/** Words before a parenthesis that are no names of functions. */
export const notNames = new Set([
  'if',
  'for',
  'while',
  'switch',
  'catch',
  'function',
  'return',
  'with',
  'using',
  'lock',
  'synchronized',
  'match',
  'else',
  'do',
  'try',
  'new',
  'await',
  'typeof',
  'super',
  'foreach',
  'when',
  'constructor',
  'elseif',
]);

/** Adds the function whose name is at `nameAt`. */
export function add(
  tokens: Tokens,
  found: FunctionSpan[],
  nameAt: number,
  [bodyFrom, bodyTo]: [number, number],
  attached: boolean,
): void {
  found.push({
    name: tokens.textOf(nameAt),
    nameAt,
    bodyFrom,
    bodyTo,
    attached,
  });
}
