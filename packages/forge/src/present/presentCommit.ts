import { Commit } from '../git/readCommits';
import { nodeId } from './presentOwner';

const unverified = {
  verified: false,
  reason: 'unsigned',
  signature: null,
  payload: null,
};

/** A commit in GitHub's form (REST API, "commit"). `api` and `html` are the addresses of its repository. */
export function presentCommit(
  addresses: { api: string; html: string },
  commit: Commit,
) {
  const { api, html } = addresses;
  return {
    sha: commit.sha,
    node_id: nodeId('C', commit.sha),
    url: `${api}/commits/${commit.sha}`,
    html_url: `${html}/commit/${commit.sha}`,
    commit: {
      message: commit.message,
      author: commit.author,
      committer: commit.committer,
      tree: { sha: commit.tree, url: `${api}/git/trees/${commit.tree}` },
      url: `${api}/git/commits/${commit.sha}`,
      comment_count: 0,
      verification: unverified,
    },
    author: null,
    committer: null,
    parents: commit.parents.map(sha => ({
      sha,
      url: `${api}/commits/${sha}`,
      html_url: `${html}/commit/${sha}`,
    })),
  };
}

/** A commit in the form of GitHub's Git database API. */
export function presentGitCommit(
  addresses: { api: string; html: string },
  commit: Commit,
) {
  const { api, html } = addresses;
  return {
    sha: commit.sha,
    node_id: nodeId('C', commit.sha),
    url: `${api}/git/commits/${commit.sha}`,
    html_url: `${html}/commit/${commit.sha}`,
    message: commit.message,
    author: commit.author,
    committer: commit.committer,
    tree: { sha: commit.tree, url: `${api}/git/trees/${commit.tree}` },
    parents: commit.parents.map(sha => ({
      sha,
      url: `${api}/git/commits/${sha}`,
    })),
    verification: unverified,
  };
}
