import { FactOf } from '@goldenpath/backstage-plugin-production-readiness-common';
import { SourceFile } from '../../repository/SourceFile';
import {
  CollectedFacts,
  Collector,
  CollectorRun,
  ServiceScope,
} from '../Collector';
import { folderOf, isWithin, nameOf } from '../dependencies/Manifest';
import { namesWord, Units } from '../Units';
import { classifyPage } from './classifyPage';
import { documentationLinks, guideLinks } from './guideLinks';
import { Page, parsePage } from './parsePage';
import { saysHowToRun } from './howToRun';
import { readmeFacets } from './readmeFacets';
import { scheduledDeletions } from './scheduledDeletions';

type DocumentFact = FactOf<'docs'>;

const endings = ['.md', '.markdown', '.mdx', '.adoc', '.asciidoc', '.rst'];
const maxBytes = 400_000;

/** Names of pages that list the others of their folder. */
const listing = /^(?:readme|index|summary|documentation|docs)\./;

const notDocuments = new Set([
  'changelog',
  'history',
  'license',
  'licence',
  'code_of_conduct',
  'code-of-conduct',
  'authors',
  'contributors',
  'third_party_notices',
  'pull_request_template',
  'security',
  'agents',
  'claude',
  'copilot-instructions',
]);

const notFolders = new Set([
  'node_modules',
  'vendor',
  'third_party',
  'test',
  'tests',
  '__tests__',
  'testdata',
  'fixtures',
  'src-gen',
  'changelogs',
  'i18n',
]);

interface Readme {
  page: Pick<Page, 'path' | 'title' | 'line'>;
  facets: string[];
  /** Pages that it sends its readers to. */
  guides: string[];
  /** Pages that list others. */
  documentation: string[];
  own: boolean;
  speaksOfService: boolean;
}

class DocumentRun implements CollectorRun {
  private readonly units: Units;
  private readonly facts: DocumentFact[] = [];
  private readonly readmes: Readme[] = [];
  /** Pages with the commands that run something. */
  private readonly guides = new Set<string>();
  /** Pages that a page for a whole folder sends its readers to, by its path. */
  private readonly listed = new Map<string, string[]>();

  constructor(private readonly scope: ServiceScope) {
    this.units = new Units(scope.path);
  }

  wants({ path, size }: { path: string; size: number }): boolean {
    this.units.see(path);
    const name = nameOf(path).toLowerCase();
    const isPage =
      name === 'readme' || endings.some(ending => name.endsWith(ending));
    if (size > maxBytes || !isPage) return false;
    if (notDocuments.has(name.split('.')[0])) return false;
    const { path: folder } = this.scope;
    const inner =
      folder && isWithin(path, folder) ? path.slice(folder.length + 1) : path;
    return !inner
      .split('/')
      .slice(0, -1)
      .some(part => notFolders.has(part) || isHidden(part));
  }

  visit(file: SourceFile): void {
    if (this.units.isForeign(file.path)) return;
    const page = parsePage(file.path, file.lines);
    if (isReadme(file.path)) this.visitReadme(file, page);
    if (saysHowToRun(page)) this.guides.add(file.path);
    if (listing.test(nameOf(file.path).toLowerCase()))
      this.listed.set(file.path, guideLinks(page));
    this.facts.push(...classifyPage(page), ...scheduledDeletions(page));
  }

  finish(): CollectedFacts {
    return {
      collections: { docs: [...this.readmeFacts(), ...this.facts] },
      gaps: [],
    };
  }

  private visitReadme(file: SourceFile, page: Page): void {
    const folder = folderOf(file.path);
    const own = folder === this.scope.path;
    const above =
      !own &&
      (isWithin(this.scope.path, folder) ||
        /^\.github\/[^/]+$/.test(file.path));
    if (!own && !above) return;
    this.readmes.push({
      page: { path: page.path, title: page.title, line: page.line },
      facets: readmeFacets(page),
      guides: guideLinks(page),
      documentation: documentationLinks(page),
      own,
      speaksOfService: mentions(file.text, this.scope),
    });
  }

  /** The service's own README and those above that speak of it state together what they state. */
  private readmeFacts(): DocumentFact[] {
    const hasOwn = this.readmes.some(({ own }) => own);
    const counting = this.readmes.filter(
      ({ own, speaksOfService }) => own || !hasOwn || speaksOfService,
    );
    const spellings = (path: string) => [
      path,
      ...['README.md', 'readme.md', 'index.md'].map(one => `${path}/${one}`),
      `${path}.md`,
    ];
    const isGuide = (path: string) =>
      spellings(path).some(one => this.guides.has(one));
    const leadsOn = (path: string) =>
      spellings(path).some(one => this.listed.get(one)?.some(isGuide));
    const facets = [
      ...new Set(
        counting.flatMap(({ facets: own, guides, documentation }) =>
          guides.some(isGuide) || documentation.some(leadsOn)
            ? [...own, 'run']
            : own,
        ),
      ),
    ];
    return counting.map(({ page }) => ({
      source: { path: page.path, line: page.line },
      kind: 'readme',
      title: page.title,
      facets,
      template: false,
    }));
  }
}

function isReadme(path: string): boolean {
  const name = nameOf(path).toLowerCase();
  return name === 'readme' || name.startsWith('readme.');
}

/** Folders of tools; those of code hosts hold pages for people. */
function isHidden(folder: string): boolean {
  return folder.startsWith('.') && folder !== '.github' && folder !== '.gitlab';
}

function mentions(text: string, { name, path }: ServiceScope): boolean {
  const lower = text.toLowerCase();
  return (
    namesWord(lower, name.toLowerCase()) || namesWord(lower, path.toLowerCase())
  );
}

/**
 * Pages that say something with content, by what they document. In a monorepo, pages of other services do not count;
 * those of the whole repository do, and its README where the service has none or where it speaks of the service.
 * @public
 */
export function documentCollector(): Collector {
  return {
    id: 'documents',
    collections: ['docs'],
    start: scope => new DocumentRun(scope),
  };
}
