import { Purpose } from './model';

const notTest = '(?<!la|con|at|pro|fas|grea|olde|newe)';

/** Words in the names of pipelines and jobs, which say by their name what they do. */
const words: Array<[Purpose, RegExp]> = [
  ['lint', /lint|format|static.?check/i],
  [
    'test',
    new RegExp(
      `(?:^|[/_.\\s-])(?:testing|verify|check|unit|integration|ci|pytest|jest|rspec)(?=$|[/_.@\\s-])|${notTest}test(?:s|er)?(?=$|[/_.@\\s-])`,
      'i',
    ),
  ],
  [
    'build',
    /build|docker|image|assemble|package|(?:^|[/_.\s-])ci(?=$|[/_.@\s-])/i,
  ],
  [
    'scan',
    /owasp|snyk|trivy|veracode|codeql|sast|security|vulnerab|dependency.?check|grype|semgrep|(?:code|image|container|docker|dependency|dependencies)[-_]?scan/i,
  ],
  ['sbom', /sbom/i],
  ['sign', /cosign|sign(?:ing|ature)?[-_]image|image[-_]sign/i],
  ['provenance', /slsa|provenance/i],
  ['deploy', /deploy|rollout|promote|(?:^|[/_.\s-])cd(?=$|[/_.@\s-])/i],
  ['rollback', /rollback/i],
  ['smoke', /smoke/i],
  ['backup', /backup/i],
];

/** What the words of a name say. Behind a deployment, a test is the environment that is deployed to. */
export function saidOf(name: string): Set<Purpose> {
  const text = name.slice(0, 1_000);
  const places = new Map(
    words.flatMap(([purpose, pattern]) => {
      const at = text.search(pattern);
      return at < 0 ? [] : [[purpose, at] as const];
    }),
  );
  const test = places.get('test') ?? -1;
  if (test > (places.get('deploy') ?? Infinity)) places.delete('test');
  return new Set(places.keys());
}

/** Single words in the names of actions, for one thing that they do. */
const verbs: Record<string, Purpose> = {
  ...{ build: 'build', push: 'push', sign: 'sign', cosign: 'sign' },
  ...{ sbom: 'sbom', deploy: 'deploy', rollback: 'rollback', smoke: 'smoke' },
  ...{ test: 'test', tests: 'test', lint: 'lint', linter: 'lint' },
  ...{ scan: 'scan', scanner: 'scan', backup: 'backup' },
};
/** Words of an action that prepares, tells of or tidies up what others do. */
const asides = new Set([
  ...['setup', 'install', 'login', 'logout', 'auth', 'authenticate', 'init'],
  ...['configure', 'config', 'prepare', 'start', 'stop', 'cancel', 'skip'],
  ...['notify', 'notification', 'notifier', 'slack', 'teams', 'status'],
  ...['report', 'reporter', 'reporting', 'result', 'results', 'summary'],
  ...['comment', 'label', 'labeler', 'badge', 'coverage', 'annotate'],
  ...['upload', 'download', 'cache', 'checkout', 'wait', 'find', 'get'],
  ...['metadata', 'info', 'number', 'args', 'version', 'matrix', 'split'],
  ...[
    'restore',
    'filter',
    'changes',
    'paths',
    'output',
    'delete',
    'cleanup',
    'clean',
  ],
  ...['pages', 'page', 'docs', 'site', 'key', 'keys', 'lock', 'freeze'],
]);

/** What the name of an action says that it does; undefined where it only serves what others do. */
export function saidOfStep(name: string): Purpose[] | undefined {
  const parts = name.toLowerCase().split(/[^a-z0-9]+/);
  if (parts.some(part => asides.has(part))) return undefined;
  return parts.flatMap(part =>
    Object.hasOwn(verbs, part) ? [verbs[part]] : [],
  );
}

const aside =
  /notif|slack|teams-|label|stale|changelog|release|draft|dependabot|renovate|merge|triage|assign|comment|clean|backport|docs|documentation|pages|cache|sync|codeowners|issue|project|welcome|cla\b|dco\b|lock|milestone|translat|wiki|badge|title|commit|greet|mirror|version|\btag\b|\bauthor/i;

/** Whether a name says that what goes by it is about something else than building, checking or delivering. */
export function tellsNothingOn(name: string): boolean {
  return aside.test(name.slice(0, 1_000));
}

const scriptNames: Array<[Purpose, RegExp]> = [
  ['deploy', /^deploy|[-_]deploy$/],
  ['test', /^(?:run[-_])?(?:unit[-_]|integration[-_])?tests?(?:[-_]|$)/],
  ['lint', /^lint(?:[-_]|$)/],
  ['build', /^(?:docker[-_])?build(?:[-_]|$)/],
];

/**
 * What a script does that is not there to be read: it is fetched when the pipeline runs. A deployment is one only
 * where the step or job says so too.
 */
export function purposesOfScriptName(
  path: string,
  says: string,
): Array<{ purpose: Purpose; tool: string }> {
  const name = path
    .slice(path.lastIndexOf('/') + 1)
    .replace(/\.\w+$/, '')
    .toLowerCase();
  return scriptNames.flatMap(([purpose, pattern]) =>
    pattern.test(name) &&
    (purpose !== 'deploy' || /deploy|release|promot|rollout/i.test(says))
      ? { purpose, tool: name }
      : [],
  );
}
