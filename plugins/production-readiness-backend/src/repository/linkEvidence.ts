import { Entity } from '@backstage/catalog-model';
import {
  Scorecard,
  Source,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { ScmIntegrationRegistry } from '@backstage/integration';
import { GitHosts, isCommit } from './GitHosts';
import { locateRepository } from './RepositoryLocation';

/** Gives evidence links into the repository of the entity, where it has one. */
export function linkToRepository(
  scorecard: Scorecard,
  entity: Entity,
  integrations: ScmIntegrationRegistry,
): Scorecard {
  try {
    const { url } = locateRepository(entity, integrations);
    return linkEvidence(scorecard, url, integrations);
  } catch {
    // An evaluation says what is wrong with the location.
    return scorecard;
  }
}

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
  const hosts = GitHosts.of(integrations);
  const place = hosts.placeOf(repositoryUrl, commit);
  const query = place ? [] : queryAtCommit(repositoryUrl, commit, integrations);
  const base = place ? hosts.baseOf(place) : repositoryUrl;
  const linkTo = place ? hosts.linkerOf(place) : () => undefined;
  return source => {
    const { path, line, url } = source;
    if (path === undefined || url !== undefined) return source;
    return {
      ...source,
      url:
        linkTo(path, line) ?? withQuery(hosts.resolve(base, path, line), query),
    };
  };
}

/** What the query says of the commit, on hosts that do not write it into the path. */
function queryAtCommit(
  repositoryUrl: string,
  commit: string | undefined,
  integrations: ScmIntegrationRegistry,
): string[] {
  if (!isCommit(commit)) return [];
  const type = integrations.byUrl(repositoryUrl)?.type;
  if (type === 'azure') return ['version', `GC${commit}`];
  return type === 'bitbucketServer' ? ['at', commit] : [];
}

/** Afterwards, because the integration of Azure takes an address at a branch only. */
function withQuery(link: string, [name, value]: string[]): string {
  if (name === undefined) return link;
  const url = new URL(link);
  url.searchParams.set(name, value);
  return url.toString();
}
