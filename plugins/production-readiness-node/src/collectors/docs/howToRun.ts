import { isCommandLine } from './commandLine';
import { Page } from './parsePage';
import { hasSteps, spaced } from './states';

/** Titles of sections that say how to run something, in several languages. */
export const runningTitles = [
  ...['run', 'running', 'start', 'starting', 'launch', 'getting started'],
  ...['quick start', 'quickstart', 'usage', 'use it', 'local', 'locally'],
  ...['commands', 'how to', 'try it', 'demo', 'docker'],
  ...['deploy', 'deployment', 'deploying'],
  ...['kjøre', 'kjør', 'kjøring', 'starte', 'lokalt', 'köra', 'starta'],
  ...['starten', 'ausführen', 'lokal', 'démarrage', 'démarrer', 'lancer'],
  ...['ejecutar', 'iniciar', 'executar', 'avviare', 'uitvoeren'],
];

/** Titles of sections that say how to get ready, and often how to run it too. */
export const preparingTitles = [
  ...['install', 'installation', 'installing', 'setup', 'set up'],
  ...['development', 'developing', 'build', 'building'],
  ...['utvikling', 'entwicklung', 'développement', 'instalación'],
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

/** What makes a program and does not run it. */
const preparing = new Set(
  (
    'build compile package install ci restore test tests check verify lint format fmt clean generate clone assemble ' +
    'publish sync add get tidy bundle cd cp mkdir export git chmod source'
  ).split(' '),
);

const doing =
  /^(?:please )?(?:then |now |next |first )?(?:run|start|launch|open|set|create|add|install|build|clone|copy|press|select|choose|execute|configure|click|use|make|navigate|go|ensure|update|change|point)$/;
const running = /\b(?:run|start|launch|execute|press f5)\b/;

/** Whether a page says what to type, or to do, to run something. */
export function saysHowToRun({ sections, lines }: Page): boolean {
  const typed = lines.some(({ kind, text }) => {
    const lower = text.toLowerCase();
    const code = kind === 'code' || text.includes('`');
    return code && runCommands.some(command => lower.includes(command));
  });
  if (typed) return true;
  return sections.some(({ title, from, to }) => {
    const plain = spaced(title);
    const speaksOf = (titles: readonly string[]) =>
      titles.some(word => plain.includes(` ${word} `));
    const body = lines.slice(from + 1, to + 1);
    if (speaksOf(runningTitles)) return hasSteps(body) || instructs(body);
    return speaksOf(preparingTitles) && hasSteps(body.filter(startsOrSays));
  });
}

/** Anything but a command that only gets ready. */
function startsOrSays({ kind, text }: Page['lines'][number]): boolean {
  if (kind !== 'code' || !isCommandLine(text)) return true;
  return !text
    .toLowerCase()
    .split(/[^a-z0-9-]+/)
    .some(word => preparing.has(word));
}

/** Sentences that tell what to do, one of them to run it. */
function instructs(body: Page['lines']): boolean {
  const told = body.flatMap(({ kind, text }) =>
    kind === 'prose' ? sentencesOf(text).filter(isInstruction) : [],
  );
  return told.length >= 2 && told.some(sentence => running.test(sentence));
}

function sentencesOf(text: string): string[] {
  return text
    .replace(/^(?:[-*+]|\d{1,2}[.)])\s+/, '')
    .toLowerCase()
    .split(/[.;!] |, /)
    .map(sentence => sentence.trim());
}

/** `Start the project`, `then run the scripts`: it begins with what is to be done. */
function isInstruction(sentence: string): boolean {
  const words = sentence.split(/\s+/, 3);
  return (
    words.length === 3 &&
    [1, 2].some(count => doing.test(words.slice(0, count).join(' ')))
  );
}
