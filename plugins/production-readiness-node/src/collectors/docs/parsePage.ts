import { withoutMarkupComments } from '../../repository/withoutMarkupComments';
import { isCommandLine } from './commandLine';
import { boldHeading, headingOf, isRepeated } from './headings';

/** A heading with everything below it, up to the next heading of the same level. Lines count from 0. */
export interface Section {
  title: string;
  level: number;
  from: number;
  to: number;
}

/** A page of documentation as its lines, told apart. */
export interface Page {
  path: string;
  title: string;
  /** Line of the title. */
  line: number;
  sections: Section[];
  /** A tool writes it. */
  isGenerated: boolean;
  /** Per line: prose with content, code, or nothing (headings, badges, placeholders, empty). */
  lines: ReadonlyArray<{ kind: 'prose' | 'code' | 'none'; text: string }>;
}

const maxLines = 20_000;

/** Reads Markdown, AsciiDoc or reStructuredText, line by line. */
export function parsePage(path: string, source: readonly string[]): Page {
  const lines: Array<Page['lines'][number]> = [];
  const headings: Array<{ title: string; level: number; at: number }> = [];
  let fence = '';
  let inComment = false;
  const all = source.slice(0, maxLines);
  const start = afterFrontMatter(all);
  for (let at = 0; at < all.length; at += 1) {
    if (at < start) {
      lines.push({ kind: 'none', text: '' });
      continue;
    }
    let text = all[at].slice(0, 2_000);
    if (!fence) [text, inComment] = withoutMarkupComments(text, inComment);
    const trimmed = text.trim();
    const mark = fenceOf(trimmed, path);
    if (fence) {
      const closes = mark !== '' && trimmed === mark && mark.startsWith(fence);
      if (closes) fence = '';
      lines.push({ kind: closes || !trimmed ? 'none' : 'code', text: trimmed });
      continue;
    }
    if (mark) {
      fence = mark;
      lines.push({ kind: 'none', text: '' });
      continue;
    }
    const heading =
      headingOf(trimmed, all[at + 1] ?? '', path) ??
      (all[at - 1]?.trim() ? undefined : boldHeading(trimmed, path));
    if (heading) {
      headings.push({ ...heading, at });
      lines.push({ kind: 'none', text: trimmed });
      continue;
    }
    const indented = /^( {4}|\t)\S/.test(text) && isCommandLine(trimmed);
    let kind: 'prose' | 'code' | 'none' = 'none';
    if (indented) kind = 'code';
    else if (hasContent(trimmed)) kind = 'prose';
    lines.push({ kind, text: trimmed });
  }
  const first = headings[0];
  return {
    path,
    title: first?.title ?? path.slice(path.lastIndexOf('/') + 1),
    line: (first?.at ?? 0) + 1,
    isGenerated: saysGenerated(all),
    sections: headings.map((heading, index) => {
      const next = headings.findIndex(
        (other, later) => later > index && other.level <= heading.level,
      );
      return {
        title: heading.title,
        level: heading.level,
        from: heading.at,
        to: next < 0 ? lines.length - 1 : headings[next].at - 1,
      };
    }),
    lines,
  };
}

/** Settings of a site generator stand between two rules at the top. */
function afterFrontMatter(lines: readonly string[]): number {
  if (lines[0]?.trim() !== '---') return 0;
  const end = lines
    .slice(0, 200)
    .findIndex((line, at) => at > 0 && line.trim() === '---');
  return end < 0 ? 0 : end + 1;
}

/** The mark that a line opens or closes a block of code with; one closes it that is as long or longer, and alone. */
function fenceOf(line: string, path: string): string {
  const isAsciidoc = path.endsWith('.adoc') || path.endsWith('.asciidoc');
  const found = isAsciidoc
    ? /^(?:-{4,200}$|\.{4,200}$|`{3,200}|~{3,200})/.exec(line)
    : /^(?:`{3,200}|~{3,200})/.exec(line);
  return found?.[0] ?? '';
}

const firstLines = 15;
const generated =
  /\b(?:auto-?)?generated\b(?: automatically)?(?::| by| from| with| using)|\bdo not edit\b|@generated/i;

/** Whether the first lines say that a tool writes the page. */
function saysGenerated(lines: readonly string[]): boolean {
  return lines
    .slice(0, firstLines)
    .some(line => generated.test(line.slice(0, 300)));
}

const holdsPlace = [
  'todo',
  'tbd',
  'fixme',
  'lorem ipsum',
  'coming soon',
  'to be written',
  'to be defined',
  'to be determined',
  'to be completed',
  'fill in',
  'work in progress',
  'add description here',
  'description here',
  'insert ',
  'describe what',
  'describe the',
  'describe how',
  'write here',
  'placeholder',
  '{{',
  'your project',
];

/** Whether a line says something: not a badge, a rule, a list of links, or a word that holds a place. */
function hasContent(line: string): boolean {
  if (!line || isRepeated(line)) return false;
  const lower = line.toLowerCase();
  if (holdsPlace.some(word => lower.includes(word))) return false;
  if (line.startsWith('[!') || line.startsWith('![') || line.startsWith('<img'))
    return false;
  if (line.startsWith('[') && line.includes(']:')) return false;
  return wordsOf(line).length > 0;
}

/** The words of a line, without links' targets and markup. */
export function wordsOf(line: string): string[] {
  return line
    .replace(/\]\([^)\s]{0,500}\)/g, ' ')
    .replace(/<[^<>]{0,300}>/g, ' ')
    .split(/[^\p{L}\p{N}%.'-]+/u)
    .filter(word => /\p{L}|\p{N}/u.test(word));
}
