import { printable } from '../terminal/printable';

/** Text as Markdown that shows exactly it: no markup, no mention, no link, no HTML. */
export function plain(text: string): string {
  return printable(text)
    .replace(/&(?=#?\w+;)|[\\`*_[\]<>|~#]/g, character =>
      character === '<' ? '&lt;' : `\\${character}`,
    )
    .replace(/@(?=\w)/g, '@\u2060')
    .replace(/(https?):\/\//gi, '$1:\u2060//');
}

/** Text as inline code. */
export function code(text: string): string {
  const inner = printable(text).replace(/\|/g, '\\|');
  const runs = inner.match(/`+/g) ?? [];
  const fence = '`'.repeat(Math.max(0, ...runs.map(run => run.length)) + 1);
  const pad = inner.startsWith('`') || inner.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${inner}${pad}${fence}`;
}
