import { defaultBranch } from '../git/defaultBranch';
import { GitCommand } from '../git/GitCommand';
import { ZERO_ID } from '../git/refNames';
import { presentOwner } from '../present/presentOwner';
import { RefChange } from '../repositories/RefChange';
import { Push } from '../repositories/RefWriter';
import { describeCommits, newCommits } from './pushedCommits';

/** GitLab lists no more commits than this; `total_commits_count` says how many there are. */
const MAXIMUM_COMMITS = 20;

/** The body of GitLab's push event for one branch or tag. */
export async function gitlabPushPayload(
  git: GitCommand,
  { origin }: { origin: string },
  push: Push,
  change: RefChange,
) {
  const { repository, pusher } = push;
  const { gitDir, state } = repository;
  const web = `${origin}/${state.owner}/${state.name}`;
  const isDeleted = change.after === ZERO_ID;
  const commits = isDeleted ? [] : await newCommits(git, push, change);
  const described = await describeCommits(
    git,
    gitDir,
    `${web}/-`,
    commits.slice(-MAXIMUM_COMMITS),
  );
  const isTag = change.ref.startsWith('refs/tags/');
  const kind: 'push' | 'tag_push' = isTag ? 'tag_push' : 'push';
  return {
    object_kind: kind,
    event_name: kind,
    before: change.before,
    after: change.after,
    ref: change.ref,
    ref_protected: false,
    checkout_sha: isDeleted ? null : change.after,
    user_id: presentOwner(origin, pusher).id,
    user_name: pusher,
    user_username: pusher,
    user_email: '',
    project_id: state.id,
    project: {
      id: state.id,
      name: state.name,
      description: state.description,
      web_url: web,
      git_http_url: `${web}.git`,
      http_url: `${web}.git`,
      url: `${web}.git`,
      homepage: web,
      namespace: state.owner,
      path_with_namespace: `${state.owner}/${state.name}`,
      default_branch: await defaultBranch(git, gitDir),
      visibility_level: { private: 0, internal: 10, public: 20 }[
        state.visibility
      ],
    },
    commits: described.map(
      ({ id, message, timestamp, url, author, added, modified, removed }) => ({
        id,
        message,
        title: message.split('\n')[0],
        timestamp,
        url,
        author,
        added,
        modified,
        removed,
      }),
    ),
    total_commits_count: commits.length,
    repository: {
      name: state.name,
      url: `${web}.git`,
      description: state.description,
      homepage: web,
      git_http_url: `${web}.git`,
      visibility_level: { private: 0, internal: 10, public: 20 }[
        state.visibility
      ],
    },
  };
}
