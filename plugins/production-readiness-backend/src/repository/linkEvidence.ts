import {
  Scorecard,
  Source,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { ScmIntegrationRegistry } from '@backstage/integration';
import parseGitUrl from 'git-url-parse';

/** Gives evidence that stands in a file a link to the line at the commit, so that it shows what was judged. */
export function linkEvidence(
  scorecard: Scorecard,
  repositoryUrl: string,
  integrations: ScmIntegrationRegistry,
): Scorecard {
  const link = sourceLinker(repositoryUrl, scorecard.commit, integrations);
  return {
    ...scorecard,
    results: scorecard.results.map(result => ({
      ...result,
      evidence: result.evidence.map(link),
    })),
  };
}

/** Links sources in a repository at a commit; what has a link already, or stands in no file, stays as it is. */
export function sourceLinker(
  repositoryUrl: string,
  commit: string | undefined,
  integrations: ScmIntegrationRegistry,
): (source: Source) => Source {
  const base = urlAtCommit(repositoryUrl, commit, integrations);
  return source =>
    source.path === undefined || source.url !== undefined
      ? source
      : { ...source, url: urlOf(source, source.path, base, integrations) };
}

function urlOf(
  { line }: Source,
  path: string,
  base: string,
  integrations: ScmIntegrationRegistry,
): string {
  const url = integrations.resolveUrl({
    url: `/${path.split('/').map(encodeURIComponent).join('/')}`,
    base,
    lineNumber: line,
  });
  // GitHub calls a file a blob; the integration always answers with a tree.
  return integrations.byUrl(base)?.type === 'github'
    ? url.replace(/^(https?:\/\/[^/]+\/[^/]+\/[^/]+)\/tree\//, '$1/blob/')
    : url;
}

/** How each host writes the tree of a commit, after the address of the repository. */
const treePaths: Record<string, string> = {
  github: '/tree/',
  gitlab: '/-/tree/',
  gitea: '/src/commit/',
  bitbucketCloud: '/src/',
};

function urlAtCommit(
  repositoryUrl: string,
  commit: string | undefined,
  integrations: ScmIntegrationRegistry,
): string {
  if (!commit || !/^[0-9a-f]{7,64}$/.test(commit)) return repositoryUrl;
  const url = new URL(repositoryUrl);
  const type = integrations.byUrl(repositoryUrl)?.type ?? '';
  if (type === 'azure') {
    url.searchParams.set('version', `GC${commit}`);
    return url.toString();
  }
  if (type === 'bitbucketServer') {
    url.searchParams.set('at', commit);
    return url.toString();
  }
  const treePath = treePaths[type];
  if (!treePath) return repositoryUrl;
  const { owner, name } = parseGitUrl(repositoryUrl);
  return `${url.origin}/${owner}/${name}${treePath}${commit}/`;
}
