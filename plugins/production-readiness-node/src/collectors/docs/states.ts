import { isCommandLine } from './commandLine';
import { Page, Section, wordsOf } from './parsePage';
import { DocumentRule } from './rules/DocumentRule';

/** A part of a page, by its lines. */
export interface Range {
  title: string;
  from: number;
  to: number;
}

export function speaksOf(text: string, { titles }: DocumentRule): boolean {
  const plain = spaced(text);
  return titles.some(title => plain.includes(` ${title} `));
}

/** Lower case, with single blanks around every word. */
export function spaced(text: string): string {
  return ` ${text
    .toLowerCase()
    .split(/[^\p{L}\p{N}%>]+/u)
    .join(' ')} `;
}

export function saysSomething(page: Page, { from, to }: Section): boolean {
  return page.lines
    .slice(from + 1, to + 1)
    .some(
      ({ kind, text }) =>
        kind === 'code' || (kind === 'prose' && wordsOf(text).length >= 3),
    );
}

/** A block of commands, or a numbered list. */
export function hasSteps(body: Page['lines']): boolean {
  return (
    body.some(({ kind, text }) => kind === 'code' && isCommandLine(text)) ||
    body.some(({ text }) => inlineCommand(text)) ||
    body.filter(({ text }) => /^\d{1,2}[.)]\s/.test(text)).length >= 2
  );
}

/** A command in the running text, in backquotes. */
function inlineCommand(text: string): boolean {
  const parts = text.split('`');
  return parts.some(
    (part, index) =>
      index % 2 === 1 && part.includes(' ') && isCommandLine(part),
  );
}

export function states(
  page: Page,
  { from, to }: Range,
  facet: DocumentRule['facets'][string],
  { form, about, titles }: DocumentRule,
): boolean {
  const body = page.lines.slice(from, to + 1);
  if (facet.code)
    return body.some(
      ({ kind, text }) =>
        (kind === 'code' && isCommandLine(text)) || inlineCommand(text),
    );
  if (facet.text) {
    const wanted = facet.text;
    return body.some(({ kind, text }) => {
      if (kind !== 'prose') return false;
      const plain = spaced(text);
      const said = wanted.some(phrase =>
        phrase === '%' || phrase === '>'
          ? plain.includes(phrase)
          : plain.includes(` ${phrase} `),
      );
      return said && (!facet.quantity || /\p{N}/u.test(text));
    });
  }
  const labels = facet.labels ?? [];
  const headed = page.sections.some(
    section =>
      section.from >= from &&
      section.to <= to &&
      startsWithLabel(withoutSubject(section.title, titles), labels) &&
      (form === true || saysSomething(page, section)),
  );
  if (headed || body.some(({ text }) => labelsLine(text, labels))) return true;
  const { said } = facet;
  return (
    said !== undefined &&
    speaksOfOperation(body, about ?? []) &&
    body.some(
      ({ kind, text }) =>
        kind === 'prose' &&
        said.some(phrase => spaced(text).includes(` ${phrase} `)),
    )
  );
}

/** Several words of a running system, so that the trouble is not one of a desk. */
function speaksOfOperation(
  body: Page['lines'],
  about: readonly string[],
): boolean {
  const seen = new Set<string>();
  for (const { text } of body) {
    const plain = spaced(text);
    for (const word of about) if (plain.includes(` ${word} `)) seen.add(word);
    if (seen.size >= 4) return true;
  }
  return false;
}

/** `Disaster recovery` names the subject of a page; `Recovery` heads the part that says what to do. */
function withoutSubject(title: string, subjects: readonly string[]): string {
  const plain = spaced(title);
  const subject = subjects.find(one => plain.includes(` ${one} `));
  return subject === undefined ? title : plain.replace(subject, '');
}

/** A label in a heading: alone, at its start, or after a number or a name. */
function startsWithLabel(title: string, labels: readonly string[]): boolean {
  const plain = spaced(title);
  return labels.some(label => plain.includes(` ${label} `));
}

/** `**Symptom:** …`, `- Symptom: …`, `| Symptom | Diagnosis |`. */
function labelsLine(text: string, labels: readonly string[]): boolean {
  if (text.startsWith('|')) {
    return text.split('|').some(cell => labels.includes(spaced(cell).trim()));
  }
  const bold = text.split('**');
  if (bold.length >= 3 && startsWithLabel(bold[1].slice(0, 80), labels))
    return wordsOf(text).length >= 3 || bold[0].trim() === '';
  const colon = text.indexOf(':');
  if (colon <= 0 || colon > 40) return false;
  const label = spaced(text.slice(0, colon)).trim();
  return labels.includes(label) && wordsOf(text.slice(colon)).length >= 2;
}
