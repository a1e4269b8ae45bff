import { Commit } from '../git/readCommits';
import { Repository } from '../repositories/RepositoryStore';

/** A commit as GitLab's API shows it. */
export function presentGitlabCommit(
  origin: string,
  { state }: Repository,
  commit: Commit,
) {
  return {
    id: commit.sha,
    short_id: commit.sha.slice(0, 8),
    title: commit.message.split('\n')[0],
    message: commit.message,
    author_name: commit.author.name,
    author_email: commit.author.email,
    authored_date: commit.author.date,
    committer_name: commit.committer.name,
    committer_email: commit.committer.email,
    committed_date: commit.committer.date,
    created_at: commit.committer.date,
    parent_ids: commit.parents,
    web_url: `${origin}/${state.owner}/${state.name}/-/commit/${commit.sha}`,
  };
}
