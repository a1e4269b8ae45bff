/** GitLab's numbers of the roles that a group may let create projects. */
const least: Record<string, number> = {
  developer: 30,
  maintainer: 40,
  owner: 50,
};

/**
 * What stands against creating a project in a namespace of GitLab; undefined when nothing does.
 *
 * @param get - answers a path of the API with what is there
 */
export async function groupRights(
  get: <T>(path: string) => Promise<T | undefined>,
  owner: string,
  kind: string,
): Promise<string | undefined> {
  const user = await get<{ id: number; username: string; is_admin?: boolean }>(
    'user',
  );
  if (!user || user.is_admin) return undefined;
  if (kind === 'user') {
    return user.username.toLowerCase() === owner.toLowerCase()
      ? undefined
      : `it belongs to ${user.username}`;
  }
  const path = `groups/${encodeURIComponent(owner)}`;
  const group = await get<{ project_creation_level?: string }>(path);
  const member = await get<{ access_level: number }>(
    `${path}/members/all/${user.id}`,
  );
  if (!member) return `${user.username} is no member of the group`;
  const level = group?.project_creation_level ?? 'developer';
  if (level === 'noone' || level === 'administrator') {
    return `the group lets nobody do that (${level})`;
  }
  return member.access_level >= (least[level] ?? least.developer)
    ? undefined
    : `${user.username} is less than ${level} in the group`;
}
