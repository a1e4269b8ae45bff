import { PullRequest } from '../repositories/RepositoryState';
import { Repository } from '../repositories/RepositoryStore';
import { presentOwner, presentTeam, nodeId, TOKEN_USER } from './presentOwner';
import { presentRepository } from './presentRepository';

/** A pull request in GitHub's form. */
export function presentPull(
  url: string,
  repository: Repository,
  defaultBranch: string,
  pull: PullRequest,
) {
  const { owner, name, id } = repository.state;
  const api = `${url}/api/v3/repos/${owner}/${name}/pulls/${pull.number}`;
  const html = `${url}/${owner}/${name}/pull/${pull.number}`;
  const repo = presentRepository(url, repository, defaultBranch);
  const branch = (ref: string, sha: string) => ({
    label: `${owner}:${ref}`,
    ref,
    sha,
    user: repo.owner,
    repo,
  });
  const users = (logins: string[]) =>
    logins.map(login => presentOwner(url, login));
  return {
    id: id * 10_000 + pull.number,
    node_id: nodeId('PR', `${id}/${pull.number}`),
    number: pull.number,
    url: api,
    html_url: html,
    diff_url: `${html}.diff`,
    commits_url: `${api}/commits`,
    issue_url: `${url}/api/v3/repos/${owner}/${name}/issues/${pull.number}`,
    state: pull.state,
    locked: false,
    draft: pull.draft,
    title: pull.title,
    body: pull.body,
    user: presentOwner(url, TOKEN_USER),
    labels: pull.labels.map(label => ({
      name: label,
      color: 'ededed',
      default: false,
    })),
    assignees: users(pull.assignees),
    requested_reviewers: users(pull.reviewers),
    requested_teams: pull.teamReviewers.map(slug =>
      presentTeam(url, owner, slug),
    ),
    created_at: pull.createdAt,
    updated_at: pull.updatedAt,
    closed_at: pull.closedAt ?? null,
    merged_at: pull.mergedAt ?? null,
    merged: pull.mergedAt !== undefined,
    merge_commit_sha: pull.mergeCommitSha ?? null,
    head: branch(pull.head, pull.headSha),
    base: branch(pull.base, pull.baseSha),
  };
}
