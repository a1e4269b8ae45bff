/** Words by which the environment of a path, a values file or a job is told. */
const words = {
  production: ['prod', 'production', 'prd', 'live'],
  local: [
    'dev',
    'devel',
    'development',
    'local',
    'localhost',
    'test',
    'tests',
    'testing',
    'ci',
    'e2e',
    'minikube',
    'kind',
    'k3d',
    'tilt',
    'override',
    'sandbox',
    'example',
    'examples',
    'extras',
    'contrib',
    'optional',
    'tutorial',
    'tutorials',
    'workshop',
    'playground',
    'sample',
    'samples',
    'demo',
    'debug',
    'devcontainer',
    'preview',
    'pr',
    'fixture',
    'fixtures',
    'mock',
    'mocks',
    'load',
    'loadtest',
    'docs',
    'doc',
    'qa',
    'lint',
    'integration',
  ],
  shared: [
    'staging',
    'stage',
    'stg',
    'preprod',
    'pre-prod',
    'uat',
    'acceptance',
    'acc',
    'nonprod',
    'canary',
  ],
};

const production = new Set(words.production);
const local = new Set(words.local);
const shared = new Set(words.shared);

/** What kind of environment a name speaks of; `production` wins, since `prod` in a name is deliberate. */
export type EnvironmentKind = 'production' | 'shared' | 'local';

/**
 * The environment that a name or path speaks of, or undefined where it speaks of none.
 * @param ignoring - words that mean something else here, such as those of the service's own name
 */
export function environmentOf(
  name: string,
  ignoring: ReadonlySet<string> = new Set(),
): EnvironmentKind | undefined {
  const lower = name.toLowerCase();
  if (lower.includes('nonprod') || lower.includes('non-prod')) return 'shared';
  if (lower.includes('preprod') || lower.includes('pre-prod')) return 'shared';
  const parts = lower.split(/[^a-z0-9]+/).filter(part => !ignoring.has(part));
  if (parts.some(part => production.has(part))) return 'production';
  if (parts.some(part => shared.has(part))) return 'shared';
  return parts.some(part => local.has(part.replace(/\d+$/, '')))
    ? 'local'
    : undefined;
}
