import { FactOf } from '@goldenpath/backstage-plugin-production-readiness-common';
import { documentRules } from './documentRules';
import { isCommandLine, Page, Section, wordsOf } from './parsePage';
import { DocumentRule } from './rules/DocumentRule';

type DocumentFact = FactOf<'docs'>;

interface Range {
  title: string;
  from: number;
  to: number;
}

/** Trouble with a development environment is no failure in production. */
const forDevelopers =
  /(^|\/)(contributing|development|developing|developer|getting[-_]started|install|installation|setup|local)[\w-]*\.\w+$/i;

const maxRanges = 8;
const maxScenarios = 30;

/** What a page, or its sections, documents with content. */
export function classifyPage(page: Page): DocumentFact[] {
  const found: DocumentFact[] = [];
  for (const rule of documentRules) {
    if (rule.kind === 'runbook' && isNoRunbook(page, rule)) continue;
    for (const range of rangesOf(page, rule)) {
      if (!concerns(page, rule, range)) continue;
      const fact = factOf(page, rule, range);
      if (fact) found.push(...scenariosOf(page, rule, range, fact));
    }
  }
  return found;
}

/** A desk's trouble, a decision, or a page that a tool writes about something else. */
function isNoRunbook(page: Page, rule: DocumentRule): boolean {
  if (forDevelopers.test(page.path) || isDecision(page)) return true;
  return page.isGenerated && !speaksOf(withoutEnding(page.path), rule);
}

const decisionFolder =
  /(?:^|\/)(?:adrs?|decisions?|decision[-_]records?|decision[-_]log|architecture[-_]decisions?|architecture[-_]decision[-_]records?|rfcs?)\//i;

/** A record of a decision, by its folder or by the parts that such records have. */
function isDecision({ path, sections }: Page): boolean {
  if (decisionFolder.test(path)) return true;
  const titles = new Set(sections.map(({ title }) => spaced(title).trim()));
  const isRecord = titles.has('consequences') && titles.has('context');
  return isRecord && (titles.has('decision') || titles.has('status'));
}

/** The smallest sections that state all that a scenario has, each as a page of its own; else the page itself. */
function scenariosOf(
  page: Page,
  rule: DocumentRule,
  range: Range,
  fact: DocumentFact,
): DocumentFact[] {
  if (rule.kind !== 'runbook' || fact.template) return [fact];
  const facets = Object.keys(rule.facets);
  const telling = page.sections.filter(
    section =>
      range.from <= section.from &&
      section.to <= range.to &&
      facets.every(name => states(page, section, rule.facets[name], rule)),
  );
  const smallest = telling.filter(
    section =>
      !telling.some(
        other =>
          other !== section &&
          section.from <= other.from &&
          other.to <= section.to,
      ),
  );
  if (smallest.length < 2) return [fact];
  return smallest.slice(0, maxScenarios).map(({ from, title }) => ({
    ...fact,
    source: { path: page.path, line: from + 1 },
    title,
    facets,
  }));
}

/** The whole page where its path or title speaks of the subject, or else the sections that do. */
function rangesOf(page: Page, rule: DocumentRule): Range[] {
  const own = speaksOf(withoutEnding(page.path), rule);
  const whole = { title: page.title, from: 0, to: page.lines.length - 1 };
  if (own || speaksOf(page.title, rule)) return [whole];
  const matching: Section[] = [];
  for (const section of page.sections) {
    if (matching.length >= maxRanges) break;
    if (
      matching.some(({ from, to }) => from <= section.from && section.to <= to)
    )
      continue;
    if (speaksOf(section.title, rule)) matching.push(section);
  }
  return matching;
}

function withoutEnding(path: string): string {
  return path.slice(0, path.lastIndexOf('.'));
}

function concerns(
  page: Page,
  { concerns: wanted }: DocumentRule,
  { title, from, to }: Range,
): boolean {
  if (!wanted) return true;
  const titles = spaced(`${page.title} ${title}`);
  const body = page.lines.slice(from, to + 1).map(({ text }) => spaced(text));
  const said = (words: readonly string[]) =>
    [titles, ...body].some(text =>
      words.some(word => text.includes(` ${word} `)),
    );
  const isOther = wanted.unlike.some(word => titles.includes(` ${word} `));
  return said(isOther ? wanted.firm : wanted.any);
}

/** Lower case, with single blanks around every word. */
export function spaced(text: string): string {
  return ` ${text
    .toLowerCase()
    .split(/[^\p{L}\p{N}%>]+/u)
    .join(' ')} `;
}

function speaksOf(text: string, { titles }: DocumentRule): boolean {
  const plain = spaced(text);
  return titles.some(title => plain.includes(` ${title} `));
}

function factOf(
  page: Page,
  rule: DocumentRule,
  range: Range,
): DocumentFact | undefined {
  const body = page.lines.slice(range.from, range.to + 1);
  const prose = body.filter(({ kind }) => kind === 'prose');
  const words = prose.reduce((sum, { text }) => sum + wordsOf(text).length, 0);
  const code = body.some(({ kind }) => kind === 'code');
  const template = isTemplate(page, range);
  if (words < 8 && !code && !(rule.form && template)) return undefined;
  if (template && !rule.form) return undefined;
  if (rule.needs === 'steps' && !hasSteps(body)) return undefined;
  return {
    source: { path: page.path, line: Math.max(1, range.from + 1) },
    kind: rule.kind,
    title: range.title || page.title,
    facets: Object.keys(rule.facets).filter(name =>
      states(page, range, rule.facets[name], rule),
    ),
    template,
  };
}

/** Most of its sections say nothing: a form that nobody filled in. */
function isTemplate(page: Page, { from, to }: Range): boolean {
  const leaves = page.sections.filter(
    (section, index) =>
      section.from >= from &&
      section.to <= to &&
      !(page.sections[index + 1]?.level > section.level),
  );
  const empty = leaves.filter(section => !saysSomething(page, section));
  return leaves.length >= 3 && empty.length * 2 > leaves.length;
}

function saysSomething(page: Page, { from, to }: Section): boolean {
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

function states(
  page: Page,
  { from, to }: Range,
  facet: DocumentRule['facets'][string],
  { form, about }: DocumentRule,
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
      startsWithLabel(section.title, labels) &&
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
