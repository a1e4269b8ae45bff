import { byIndent } from './functions/byIndent';
import { FunctionSpan } from './functions/FunctionSpan';
import { inBraces } from './functions/inBraces';
import { inJavaScript } from './functions/inJavaScript';
import { Tokens } from './Tokens';

export type { FunctionSpan };

/** The named functions of a file, in the order in which they start. */
export function functionsOf(tokens: Tokens): FunctionSpan[] {
  const { blocks, id } = tokens.syntax;
  if (blocks === 'indentation' || blocks === 'end') return byIndent(tokens);
  return id === 'javascript' ? inJavaScript(tokens) : inBraces(tokens);
}

/** The innermost function that holds the token, of functions in the order of their starts. */
export function enclosing(
  functions: readonly FunctionSpan[],
  at: number,
): FunctionSpan | undefined {
  let inner: FunctionSpan | undefined;
  for (const span of functions) {
    if (span.nameAt > at) break;
    if (span.bodyFrom <= at && at <= span.bodyTo) inner = span;
  }
  return inner;
}
