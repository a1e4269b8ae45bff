import { ServiceScope } from '../collectors/Collector';
import { imageName } from './imageName';

/** How surely a name means the service: the same name, or the name with a word added. */
export type Likeness = 'same' | 'similar' | 'other';

/** Words that are added to a service's name for its images, charts and workloads. */
const additions = [
  'service',
  'svc',
  'server',
  'api',
  'app',
  'web',
  'backend',
  'worker',
  'deployment',
  'deploy',
];

/** Names that most repositories have something by: they tell whose a folder is, not whose a word in a name is. */
const generic = new Set([
  ...['api', 'app', 'web', 'www', 'site', 'ui', 'client', 'server', 'service'],
  ...['backend', 'frontend', 'worker', 'core', 'main', 'admin', 'gateway'],
  ...['database', 'db', 'storage', 'network', 'common', 'shared'],
]);

/** The names by which deploy sources and pipelines refer to a service. */
export class ScopeNames {
  private readonly names: Set<string>;

  private constructor(readonly scope: ServiceScope) {
    const folder = scope.path.slice(scope.path.lastIndexOf('/') + 1);
    this.names = new Set(
      [scope.name, folder].map(plain).filter(name => name !== ''),
    );
  }

  static of(scope: ServiceScope): ScopeNames {
    return new ScopeNames(scope);
  }

  /** The service is the whole repository. */
  get isWhole(): boolean {
    return this.scope.path === '';
  }

  /** The words of the service's names, lower case. */
  get words(): ReadonlySet<string> {
    const { name, path } = this.scope;
    return new Set([...words(name), ...words(path)]);
  }

  /** Whether a path is the service's folder or one of its deploy sources, or lies in one of them. */
  contains(path: string): boolean {
    const { path: root, deploySources = [] } = this.scope;
    return [root, ...deploySources].some(
      folder =>
        folder === '' || path === folder || path.startsWith(`${folder}/`),
    );
  }

  /** Whether a word means the service wherever it stands: it is its name, and one that tells it from others. */
  isTelling(word: string): boolean {
    return this.isSame(word) && !generic.has(plain(word));
  }

  /** Whether a folder of a path goes by the service's name, or the path is its own. */
  holdsFolder(path: string): boolean {
    return (
      this.contains(path) || path.split('/').some(part => this.isSame(part))
    );
  }

  isSame(name: string): boolean {
    return this.names.has(plain(name));
  }

  /** Whether the name of something else holds the service's: `PaymentUnavailable`, `payment-latency`. */
  isNamedIn(text: string): boolean {
    const parts = words(text.replace(/([a-z0-9])([A-Z])/g, '$1 $2'));
    return parts.some((_, from) =>
      [...this.names].some(own => startsWithWords(parts, from, own)),
    );
  }

  likenessOf(name: string): Likeness {
    const candidate = plain(name);
    if (this.names.has(candidate)) return 'same';
    const bare = withoutAddition(words(name));
    const similar = [...this.names].some(
      own =>
        bare === own ||
        // A prefix of its own: the shop's images are rs-payment, shop-payment.
        words(name).slice(1).join('') === own ||
        withoutAddition(words(this.scope.name)) === candidate,
    );
    return similar ? 'similar' : 'other';
  }

  likenessOfImage(image: string): Likeness {
    return this.likenessOf(imageName(image).base);
  }
}

/** Whether words that follow each other make up a name. */
function startsWithWords(
  parts: readonly string[],
  from: number,
  name: string,
): boolean {
  let rest = name;
  for (let at = from; rest !== '' && at < parts.length; at += 1) {
    if (!rest.startsWith(parts[at])) return false;
    rest = rest.slice(parts[at].length);
  }
  return rest === '';
}

function plain(name: string): string {
  return words(name).join('');
}

function words(name: string): string[] {
  return name
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(word => word !== '');
}

function withoutAddition(parts: string[]): string {
  const last = parts[parts.length - 1];
  return parts.length > 1 && additions.includes(last)
    ? parts.slice(0, -1).join('')
    : parts.join('');
}
