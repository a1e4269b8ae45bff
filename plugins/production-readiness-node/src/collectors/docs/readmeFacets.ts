import { isCommandLine } from './commandLine';
import { preparingTitles, runningTitles, saysHowToRun } from './howToRun';
import { Page, wordsOf } from './parsePage';
import { spaced } from './states';

/** Sections that say what to do with the repository, not what is in it; what it is stands before them. */
const otherTitles = [
  'prerequisites',
  'requirements',
  'contributing',
  'contribution',
  'contributions',
  'license',
  'licence',
  'test',
  'tests',
  'testing',
  'release',
  'releases',
  'releasing',
  'troubleshooting',
  'build status',
  'code of conduct',
  'changelog',
  'cloning',
];

/** Whether a README says what the service does and how to run it, beyond its title and badges. */
export function readmeFacets(page: Page): string[] {
  const facets: string[] = [];
  const guides = page.sections.filter(
    ({ level, title }) => level > 1 && isGuide(spaced(title)),
  );
  const lead = guides[0]?.from ?? page.lines.length;
  const about = page.sections.filter(({ title }) => isAbout(spaced(title)));
  const isIn = (at: number) =>
    about.some(({ from, to }) => from <= at && at <= to);
  const listed = page.lines.filter((line, at) => isIn(at) && isFeature(line));
  const first = page.lines.findIndex(({ kind }) => kind === 'prose');
  const describes =
    listed.length >= 3 ||
    (first >= 0 && first < lead && isTagline(page, first)) ||
    page.lines.some(
      (line, at) => isDescription(line) && (at < lead || isIn(at)),
    );
  if (describes) facets.push('description');
  if (saysHowToRun(page)) facets.push('run');
  return facets;
}

const aboutTitles = [
  'about',
  'overview',
  'introduction',
  'description',
  'purpose',
  'what',
  'why',
  'summary',
  'background',
  'features',
  'architecture',
  'design',
  'how it works',
];

function isAbout(title: string): boolean {
  return aboutTitles.some(word => title.includes(` ${word} `));
}

/** Its title speaks of what is to be done: Running, How to run, Local development. */
function isGuide(title: string): boolean {
  return [...runningTitles, ...preparingTitles, ...otherTitles].some(word =>
    title.includes(` ${word} `),
  );
}

/** A sentence of some length that is no item of a list, no table and no row of links. */
function isDescription({ kind, text }: Page['lines'][number]): boolean {
  if (kind !== 'prose') return false;
  if ('|-*+>`'.includes(text[0]) && !text.startsWith('**')) return false;
  if (/^\d+[.)]/.test(text) || isCommandLine(text)) return false;
  if (/^(?:see|please|visit|click)\b/i.test(text)) return false;
  if (isPointer(text) || onlyNames(text)) return false;
  const words = wordsOf(text);
  const linked = text.split('](').length - 1;
  return words.length >= 6 && linked * 4 <= words.length;
}

/** A sentence that says where something else is told. */
function isPointer(text: string): boolean {
  return (
    text.includes('](') &&
    /\b(?:can be found|refer to|is available (?:at|in|here))\b/i.test(text)
  );
}

/** `This repository contains the code of Orders`: that it is there, not what it does. */
const holdsCode =
  /^this (?:repo(?:sitory)?|project) (?:contains|holds|hosts|houses|is) (?:all |the |source ){0,3}(?:code|source) (?:for|of) (.{1,200})$/i;
const naming = new Set(
  'the a an our this and application app service services api backend project system component'.split(
    ' ',
  ),
);

/** Whether all that a sentence says is whose code is here, by no more than a name. */
function onlyNames(text: string): boolean {
  const whose = holdsCode.exec(text.slice(0, 400))?.[1];
  if (whose === undefined) return false;
  const telling = wordsOf(whose).filter(
    word => !naming.has(spaced(word).trim()),
  );
  return telling.length <= 2;
}

const elsewhere =
  /^(?:see|read|please|note|visit|click|moved|deprecated|archived|warning|documentation)\b/i;

/** A short line of its own right below the title that says more than the title does. */
function isTagline({ lines, title }: Page, at: number): boolean {
  const { text } = lines[at];
  const isAlone = (lines[at + 1]?.kind ?? 'none') === 'none';
  if (!isAlone || '|-*+>`'.includes(text[0]) || /^\d+[.)]/.test(text))
    return false;
  if (isCommandLine(text) || text.includes('](') || elsewhere.test(text))
    return false;
  if (onlyNames(text)) return false;
  const named = new Set(spaced(title).split(' '));
  const more = wordsOf(text).filter(word => !named.has(spaced(word).trim()));
  return more.length >= 3 && !text.endsWith(':');
}

/** An item of what a page about the service lists. */
function isFeature({ kind, text }: Page['lines'][number]): boolean {
  return kind === 'prose' && /^[-*+] /.test(text) && wordsOf(text).length >= 5;
}
