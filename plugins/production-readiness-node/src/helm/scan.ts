import { TemplateError } from './TemplateError';

/** A piece of a template: text, or an action between `{{` and `}}`. Lines count from 1. */
export interface Piece {
  kind: 'text' | 'action';
  text: string;
  line: number;
}

/** Splits a template into text and actions, with `{{-` and `-}}` applied and comments left out. */
export function scan(template: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  let line = 1;
  let trimNext = false;
  while (at <= template.length) {
    const open = template.indexOf('{{', at);
    const end = open < 0 ? template.length : open;
    const trimsBefore = open >= 0 && startsTrimmed(template, open);
    const raw = template.slice(at, end);
    const start = trimNext ? raw.length - raw.trimStart().length : 0;
    const text = trimsBefore ? raw.slice(start).trimEnd() : raw.slice(start);
    if (text !== '') {
      pieces.push({
        kind: 'text',
        text,
        line: line + newlines(raw, 0, start),
      });
    }
    line += newlines(raw, 0, raw.length);
    if (open < 0) break;
    const close = closing(template, open + 2);
    if (close < 0)
      throw new TemplateError(`an action is not closed at line ${line}`);
    const inner = template.slice(open + 2, close);
    const body = inner
      .slice(
        trimsBefore ? 1 : 0,
        /\s-$/.test(inner) || inner === '-' ? -1 : undefined,
      )
      .trim();
    if (body !== '' && !body.startsWith('/*')) {
      pieces.push({
        kind: 'action',
        text: body,
        line:
          line + newlines(inner, 0, inner.length - inner.trimStart().length),
      });
    }
    trimNext = /\s-$/.test(inner) || inner === '-';
    line += newlines(inner, 0, inner.length);
    at = close + 2;
  }
  return pieces;
}

function startsTrimmed(template: string, open: number): boolean {
  const next = template[open + 3];
  return (
    template[open + 2] === '-' &&
    (next === ' ' || next === '\t' || next === '\n' || next === '\r')
  );
}

/** Where an action's `}}` stands: the first outside quotes, or after a comment's end. */
function closing(template: string, from: number): number {
  const afterTrim = template.startsWith('- ', from) ? from + 2 : from;
  if (template.startsWith('/*', afterTrim)) {
    const end = template.indexOf('*/', afterTrim + 2);
    return end < 0 ? -1 : template.indexOf('}}', end);
  }
  let quote = '';
  for (let at = from; at < template.length; at++) {
    const character = template[at];
    if (quote !== '') {
      if (character === '\\' && quote === '"') at += 1;
      else if (character === quote) quote = '';
    } else if (character === '"' || character === '`') quote = character;
    else if (character === '}' && template[at + 1] === '}') return at;
  }
  return -1;
}

function newlines(text: string, from: number, to: number): number {
  let count = 0;
  for (
    let at = text.indexOf('\n', from);
    at !== -1 && at < to;
    at = text.indexOf('\n', at + 1)
  ) {
    count += 1;
  }
  return count;
}
