import { TokenFormat, tokenFormats } from './tokenFormats';

const classes: Record<TokenFormat['characters'], RegExp> = {
  hex: /[0-9a-f]/,
  capitals: /[A-Z0-9]/,
  word: /[A-Za-z0-9_-]/,
  base64: /[A-Za-z0-9+/=]/,
  any: /[A-Za-z0-9._-]/,
};

/** A token in a text, at an index. */
export interface FoundToken {
  rule: string;
  at: number;
  value: string;
}

const maxTokens = 50;

/** Words of at least this length are looked at; those that a format breaks off are searched for by their start. */
const shortestWord = 20;

const wordCharacters = new Uint8Array(128);
for (let code = 0; code < 128; code += 1) {
  if (classes.word.test(String.fromCharCode(code))) wordCharacters[code] = 1;
}

const ofWords = tokenFormats.filter(
  ({ start, characters }) =>
    [...start].every(char => classes.word.test(char)) &&
    characters !== 'any' &&
    characters !== 'base64',
);
const others = tokenFormats.filter(format => !ofWords.includes(format));

/** The formats whose start stands at the start of some long word of the text, or anywhere for the others. */
function plausible(text: string): Set<TokenFormat> {
  const found = new Set<TokenFormat>();
  let from = 0;
  for (let at = 0; at <= text.length; at += 1) {
    const code = at < text.length ? text.charCodeAt(at) : 0;
    if (code < 128 && wordCharacters[code] === 1) continue;
    if (at - from >= shortestWord) {
      for (const format of ofWords) {
        if (text.startsWith(format.start, from)) found.add(format);
      }
    }
    from = at + 1;
  }
  const hasKey = text.includes('-----BEGIN');
  for (const format of others) {
    const isKey = format.rule === 'private key';
    if (isKey ? hasKey : text.includes(format.start)) found.add(format);
  }
  return found;
}

/** Every text that has the form of a known token. */
export function findTokens(text: string): FoundToken[] {
  const found: FoundToken[] = [];
  for (const format of plausible(text)) {
    for (
      let at = text.indexOf(format.start);
      at >= 0 && found.length < maxTokens;
      at = text.indexOf(format.start, at + format.start.length)
    ) {
      if (at > 0 && classes.word.test(text[at - 1]) && format.least > 0)
        continue;
      const from = at + format.start.length;
      let to = from;
      while (to - from <= format.most && to < text.length) {
        if (!classes[format.characters].test(text[to])) break;
        to += 1;
      }
      if (format.least === 0) {
        if (!hasKeyBody(text, from)) continue;
      } else if (to - from < format.least || to - from > format.most) continue;
      found.push({ rule: format.rule, at, value: text.slice(at, to) });
    }
  }
  return found;
}

/** A key has a body; code that only looks for the header of one has none. */
function hasKeyBody(text: string, from: number): boolean {
  let characters = 0;
  const end = Math.min(text.length, from + 200);
  for (let at = from; at < end; at += 1) {
    if (classes.base64.test(text[at])) characters += 1;
    else if (!/[\s\\"'nr,|>:-]/.test(text[at])) return false;
  }
  return characters >= 64;
}
