import { resolvePath } from '../../repository/paths';
import { folderOf } from '../dependencies/Manifest';
import { spaced } from './states';
import { Page } from './parsePage';

const running = [
  'run',
  'running',
  'start',
  'getting started',
  'quick start',
  'quickstart',
  'set up',
  'setup',
  'install',
  'installation',
  'local',
  'locally',
  'development',
  'develop',
  'developing',
  'developer',
];

const mostLinks = 50;

const documentation = ['documentation', 'docs', 'manual', 'handbook'];

/** The pages of the repository that a README sends its readers to, to learn how to run the service. */
export function guideLinks(page: Page): string[] {
  return [
    ...linksSaying(page, running),
    ...page.lines.flatMap(({ kind, text }) =>
      kind === 'prose' ? pagesNamed(text, folderOf(page.path)) : [],
    ),
  ];
}

/** The pages that a README names as its documentation, which list the others. */
export function documentationLinks(page: Page): string[] {
  return linksSaying(page, documentation);
}

function linksSaying(page: Page, sought: readonly string[]): string[] {
  const found: string[] = [];
  for (const { kind, text } of page.lines) {
    if (kind !== 'prose' || found.length >= mostLinks) continue;
    const links =
      /\[([^\]]{1,200})\]\(([^)\s]{1,300})|(?:link|xref):([^[\s]{1,300})\[/g;
    for (const match of text.matchAll(links)) {
      const target = match[2] ?? match[3];
      if (/^(?:[a-z]+:|#)/i.test(target)) continue;
      const said = spaced(`${text} ${target}`);
      if (!sought.some(word => said.includes(` ${word} `))) continue;
      const plain = target.split('#')[0];
      const path = plain.startsWith('/')
        ? plain.slice(1)
        : resolvePath(folderOf(page.path), plain);
      if (path) found.push(path);
    }
  }
  return found;
}

/** `**setup.md**: how to run it`: a page beside the README or among the documents, by its name alone. */
function pagesNamed(text: string, folder: string): string[] {
  const words = spaced(text);
  if (!running.some(word => words.includes(` ${word} `))) return [];
  const names =
    text.match(/(?<![\w./(-])[\w-]{1,60}\.(?:md|adoc|rst)\b/g) ?? [];
  return names.flatMap(name =>
    ['', 'docs/', 'doc/'].flatMap(
      place => resolvePath(folder, `${place}${name}`) ?? [],
    ),
  );
}
