/** Branch protection as GitHub answers it: switches are objects with `enabled`, where they were sent as booleans. */
export function presentProtection(url: string, input: Record<string, unknown>) {
  const enabled = (key: string) => ({ enabled: input[key] === true });
  const object = (key: string) => {
    const value = input[key];
    return typeof value === 'object' && value !== null
      ? { [key]: { url: `${url}/${key}`, ...value } }
      : {};
  };
  return {
    url,
    ...object('required_status_checks'),
    ...object('required_pull_request_reviews'),
    ...object('restrictions'),
    enforce_admins: {
      url: `${url}/enforce_admins`,
      ...enabled('enforce_admins'),
    },
    required_signatures: {
      url: `${url}/required_signatures`,
      ...enabled('required_signatures'),
    },
    required_linear_history: enabled('required_linear_history'),
    required_conversation_resolution: enabled(
      'required_conversation_resolution',
    ),
    allow_force_pushes: enabled('allow_force_pushes'),
    allow_deletions: enabled('allow_deletions'),
    block_creations: enabled('block_creations'),
    lock_branch: enabled('lock_branch'),
    allow_fork_syncing: enabled('allow_fork_syncing'),
  };
}
