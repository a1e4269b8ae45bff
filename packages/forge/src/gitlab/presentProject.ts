import { Repository } from '../repositories/RepositoryStore';
import { Namespace } from './GitlabNamespaces';

/** A repository as GitLab's API shows a project. */
export function presentProject(
  origin: string,
  { state }: Repository,
  namespace: Namespace,
  branch: { name: string; exists: boolean },
) {
  const { owner, name } = state;
  const web = `${origin}/${owner}/${name}`;
  return {
    id: state.id,
    name,
    name_with_namespace: `${owner} / ${name}`,
    path: name,
    path_with_namespace: `${owner}/${name}`,
    description: state.description,
    visibility: state.visibility,
    archived: state.archived,
    topics: state.topics,
    tag_list: state.topics,
    default_branch: branch.exists ? branch.name : null,
    empty_repo: !branch.exists,
    http_url_to_repo: `${web}.git`,
    web_url: web,
    readme_url: null,
    avatar_url: null,
    forks_count: 0,
    star_count: 0,
    created_at: state.createdAt,
    last_activity_at: state.pushedAt,
    namespace,
    permissions: {
      project_access: null,
      group_access: { access_level: 50, notification_level: 3 },
    },
    merge_requests_enabled: true,
    jobs_enabled: true,
    ...state.gitlab?.settings,
  };
}
