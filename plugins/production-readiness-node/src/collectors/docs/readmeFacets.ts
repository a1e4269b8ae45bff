import { isCommandLine } from './commandLine';
import { Page, wordsOf } from './parsePage';
import { hasSteps, spaced } from './states';

const runTitles = [
  'run',
  'running',
  'start',
  'starting',
  'getting started',
  'quick start',
  'quickstart',
  'usage',
  'use it',
  'install',
  'installation',
  'installing',
  'setup',
  'set up',
  'development',
  'developing',
  'local',
  'locally',
  'build',
  'building',
  'deploy',
  'deployment',
  'deploying',
  'docker',
  'launch',
  'commands',
  'how to',
  'try it',
  'demo',
  // The same in other languages.
  'kjøre',
  'kjør',
  'kjøring',
  'starte',
  'lokalt',
  'utvikling',
  'köra',
  'starta',
  'starten',
  'ausführen',
  'lokal',
  'entwicklung',
  'démarrage',
  'démarrer',
  'lancer',
  'développement',
  'ejecutar',
  'instalación',
  'iniciar',
  'executar',
  'avviare',
  'uitvoeren',
];

const runCommands = [
  'npm start',
  'npm run start',
  'npm run dev',
  'yarn start',
  'yarn dev',
  'pnpm dev',
  'pnpm start',
  'docker run',
  'docker compose up',
  'docker-compose up',
  'docker compose watch',
  'podman run',
  'go run',
  'make run',
  'make up',
  'make start',
  'make dev',
  'bootrun',
  'gradlew run',
  'gradle run',
  'exec:java',
  'quarkus:dev',
  'quarkus dev',
  'jetty:run',
  'sbt run',
  'npm run serve',
  'foreman start',
  'honcho start',
  'overmind start',
  'hypercorn',
  'daphne',
  'bun run',
  'deno task',
  'phx.server',
  'php -s',
  'just run',
  'task run',
  'spring-boot:run',
  'java -jar',
  'uvicorn',
  'fastapi dev',
  'fastapi run',
  'flask run',
  'manage.py runserver',
  'dotnet run',
  'rails s',
  'rails server',
  'bin/dev',
  'cargo run',
  'skaffold run',
  'skaffold dev',
  'tilt up',
  'helm install',
  'helm upgrade',
  'kubectl apply',
  'node ',
  'python ',
  'python3 ',
  'php artisan serve',
  'gunicorn',
];

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
  return [...runTitles, ...otherTitles].some(word =>
    title.includes(` ${word} `),
  );
}

/** A sentence of some length that is no item of a list, no table and no row of links. */
function isDescription({ kind, text }: Page['lines'][number]): boolean {
  if (kind !== 'prose') return false;
  if ('|-*+>`'.includes(text[0]) && !text.startsWith('**')) return false;
  if (/^\d+[.)]/.test(text) || isCommandLine(text)) return false;
  if (/^(?:see|please|visit|click)\b/i.test(text)) return false;
  const words = wordsOf(text);
  const linked = text.split('](').length - 1;
  return words.length >= 6 && linked * 4 <= words.length;
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
  const named = new Set(spaced(title).split(' '));
  const more = wordsOf(text).filter(word => !named.has(spaced(word).trim()));
  return more.length >= 3 && !text.endsWith(':');
}

/** An item of what a page about the service lists. */
function isFeature({ kind, text }: Page['lines'][number]): boolean {
  return kind === 'prose' && /^[-*+] /.test(text) && wordsOf(text).length >= 5;
}

/** Whether a page has the commands that run something. */
export function saysHowToRun({ sections, lines }: Page): boolean {
  const typed = lines.some(({ kind, text }) => {
    const lower = text.toLowerCase();
    const code = kind === 'code' || text.includes('`');
    return code && runCommands.some(command => lower.includes(command));
  });
  if (typed) return true;
  return sections.some(({ title, from, to }) => {
    const plain = spaced(title);
    return (
      runTitles.some(word => plain.includes(` ${word} `)) &&
      hasSteps(lines.slice(from + 1, to + 1))
    );
  });
}
