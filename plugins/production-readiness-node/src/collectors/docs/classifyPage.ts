import { FactOf } from '@goldenpath/backstage-plugin-production-readiness-common';
import { documentRules } from './documentRules';
import { Page, Section, wordsOf } from './parsePage';
import { DocumentRule } from './rules/DocumentRule';
import { isNoRunbook, scenariosOf, withoutEnding } from './scenarios';
import {
  hasSteps,
  Range,
  saysSomething,
  spaced,
  speaksOf,
  states,
} from './states';

type DocumentFact = FactOf<'docs'>;

const maxRanges = 8;

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
