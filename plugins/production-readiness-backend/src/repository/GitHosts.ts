import { ScmIntegrationRegistry } from '@backstage/integration';
import parseGitUrl from 'git-url-parse';
import { LinkPattern, Place } from './LinkPattern';

/** How hosts write the tree of a commit, after the address of the repository. */
const treePaths: Record<string, string> = {
  github: '/tree/',
  gitlab: '/-/tree/',
  gitea: '/src/commit/',
  bitbucketCloud: '/src/',
};

export function isCommit(text: string | undefined): text is string {
  return text !== undefined && /^[0-9a-f]{7,64}$/.test(text);
}

/** What is known of the hosts of the configuration, each asked of the integrations once. */
export class GitHosts {
  private static readonly known = new WeakMap<
    ScmIntegrationRegistry,
    GitHosts
  >();
  private readonly types = new Map<string, string | undefined>();
  private readonly patterns = new Map<string, LinkPattern | undefined>();

  private constructor(private readonly integrations: ScmIntegrationRegistry) {}

  static of(integrations: ScmIntegrationRegistry): GitHosts {
    const known = this.known.get(integrations) ?? new GitHosts(integrations);
    this.known.set(integrations, known);
    return known;
  }

  /** Undefined where the host does not write commits into the path. */
  placeOf(url: string, commit: string | undefined): Place | undefined {
    const { origin } = new URL(url);
    if (!isCommit(commit) || !this.treePathOf(origin)) return undefined;
    const { owner, name } = parseGitUrl(url);
    return { origin, owner, name, commit };
  }

  /** The address of the tree. */
  baseOf({ origin, owner, name, commit }: Place): string {
    return `${origin}/${owner}/${name}${this.treePathOf(origin)}${commit}/`;
  }

  /** Writes the address of a line; undefined where it has to be put together by the integration. */
  linkerOf(place: Place): (path: string, line?: number) => string | undefined {
    if (!LinkPattern.fits(place)) return () => undefined;
    const [toFile, toLine] = [undefined, 1].map(line =>
      this.patternOf(place, line)?.at(place),
    );
    return (path, line) => {
      if (!LinkPattern.fitsPath(path)) return undefined;
      return (line === undefined ? toFile : toLine)?.(path, line);
    };
  }

  /** The address of a line below a base, by the integration of the host. */
  resolve(base: string, path: string, line: number | undefined): string {
    const url = this.integrations.resolveUrl({
      url: `/${path.split('/').map(encodeURIComponent).join('/')}`,
      base,
      lineNumber: line,
    });
    // GitHub calls a file a blob; the integration always answers with a tree.
    return this.typeOf(new URL(base).origin) === 'github'
      ? url.replace(/^(https?:\/\/[^/]+\/[^/]+\/[^/]+)\/tree\//, '$1/blob/')
      : url;
  }

  private patternOf(place: Place, line?: number): LinkPattern | undefined {
    const { origin, owner } = place;
    const depth = owner.split('/').length;
    const key = `${origin} ${depth} ${line !== undefined}`;
    if (!this.patterns.has(key)) {
      const pattern = LinkPattern.learn(
        { ...place, path: 'file', line },
        like => this.resolve(this.baseOf(like), like.path, like.line),
      );
      this.patterns.set(key, pattern);
    }
    return this.patterns.get(key);
  }

  private treePathOf(origin: string): string | undefined {
    return treePaths[this.typeOf(origin) ?? ''];
  }

  private typeOf(origin: string): string | undefined {
    if (!this.types.has(origin)) {
      this.types.set(origin, this.integrations.byUrl(origin)?.type);
    }
    return this.types.get(origin);
  }
}
