import type { PullRequest } from '../repositories/RepositoryState';
import { Repository } from '../repositories/RepositoryStore';

/** What GitLab calls the state of a pull request. */
export function stateOf(pull: PullRequest): 'opened' | 'closed' | 'merged' {
  if (pull.mergedAt) return 'merged';
  return pull.state === 'open' ? 'opened' : 'closed';
}

/** A pull request as GitLab's API shows a merge request. */
export function presentMergeRequest(
  origin: string,
  { state }: Repository,
  pull: PullRequest,
) {
  return {
    id: state.id * 10_000 + pull.number,
    iid: pull.number,
    project_id: state.id,
    title: pull.title,
    description: pull.body,
    state: stateOf(pull),
    draft: pull.draft,
    source_branch: pull.head,
    target_branch: pull.base,
    source_project_id: state.id,
    target_project_id: state.id,
    sha: pull.headSha,
    merge_commit_sha: pull.mergeCommitSha ?? null,
    labels: pull.labels,
    created_at: pull.createdAt,
    updated_at: pull.updatedAt,
    closed_at: pull.mergedAt ? null : pull.closedAt ?? null,
    merged_at: pull.mergedAt ?? null,
    web_url: `${origin}/${state.owner}/${state.name}/-/merge_requests/${pull.number}`,
  };
}
