const pattern = /__unresolved_([0-9a-f]*)__/g;
const longest = 200;

/** The key that stands among others for those that are written elsewhere; its value is what writes them. */
export const unseenKey = '__unseen__';

/**
 * A word that stands in rendered text for a value that could not be settled. It carries the expression, so that
 * whoever reads the text later can name it.
 */
export function unresolvedToken(expression: string): string {
  const text = expression.slice(0, longest);
  return `__unresolved_${Buffer.from(text).toString('hex')}__`;
}

/** The first expression that a text leaves unsettled. */
export function unresolvedIn(text: string): string | undefined {
  if (!text.includes('__unresolved_')) return undefined;
  pattern.lastIndex = 0;
  const found = pattern.exec(text);
  return found ? Buffer.from(found[1], 'hex').toString() : undefined;
}

/** The text with every unsettled expression in braces, for people; `before` stands before each brace. */
export function withoutTokens(text: string, before: '' | '$' = ''): string {
  return text.replace(
    pattern,
    (_, hex) => `${before}{${Buffer.from(hex, 'hex').toString()}}`,
  );
}

/** Only what is settled of a text. */
export function tokensRemoved(text: string): string {
  return text.replace(pattern, '');
}

/** What is settled of a text, before, between and after what is not. */
export function settledParts(text: string): string[] {
  return text.split(/__unresolved_[0-9a-f]*__/);
}
