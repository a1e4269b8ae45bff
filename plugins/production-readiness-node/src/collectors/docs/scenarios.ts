import { FactOf } from '@goldenpath/backstage-plugin-production-readiness-common';
import { Page } from './parsePage';
import { DocumentRule } from './rules/DocumentRule';
import { Range, spaced, speaksOf, states } from './states';

type DocumentFact = FactOf<'docs'>;

/** Trouble with a development environment is no failure in production. */
const forDevelopers =
  /(^|\/)(contributing|development|developing|developer|getting[-_]started|install|installation|setup|local)[\w-]*\.\w+$/i;

const decisionFolder =
  /(?:^|\/)(?:adrs?|decisions?|decision[-_]records?|decision[-_]log|architecture[-_]decisions?|architecture[-_]decision[-_]records?|rfcs?)\//i;

const maxScenarios = 30;

/** A desk's trouble, a decision, or a page that a tool writes about something else. */
export function isNoRunbook(page: Page, rule: DocumentRule): boolean {
  if (forDevelopers.test(page.path) || isDecision(page)) return true;
  return page.isGenerated && !speaksOf(withoutEnding(page.path), rule);
}

/** A record of a decision, by its folder or by the parts that such records have. */
function isDecision({ path, sections }: Page): boolean {
  if (decisionFolder.test(path)) return true;
  const titles = new Set(sections.map(({ title }) => spaced(title).trim()));
  const isRecord = titles.has('consequences') && titles.has('context');
  return isRecord && (titles.has('decision') || titles.has('status'));
}

/** The smallest sections that state all that a scenario has, each as a page of its own; else the page itself. */
export function scenariosOf(
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

/** A path as the words that it may be told by. */
export function withoutEnding(path: string): string {
  return path.slice(0, path.lastIndexOf('.'));
}
