import { createHash } from 'node:crypto';

/** The account that the token belongs to. */
export const TOKEN_USER = 'forge-admin';

/**
 * An account in GitHub's form. Every well-formed name is an organisation, so that nothing has to be set up before a
 * first repository; only the owner of the token is a user.
 */
export function presentOwner(url: string, login: string) {
  const user = login.toLowerCase() === TOKEN_USER;
  return {
    login,
    id: numberOf(login.toLowerCase()),
    node_id: nodeId('O', login.toLowerCase()),
    type: user ? 'User' : 'Organization',
    site_admin: false,
    name: login,
    avatar_url: '',
    url: `${url}/api/v3/users/${login}`,
    html_url: `${url}/${login}`,
    repos_url: `${url}/api/v3/users/${login}/repos`,
  };
}

/** A team in GitHub's form. */
export function presentTeam(url: string, organisation: string, slug: string) {
  return {
    id: numberOf(`${organisation}/${slug}`.toLowerCase()),
    node_id: nodeId('T', `${organisation}/${slug}`),
    name: slug,
    slug,
    description: null,
    privacy: 'closed',
    permission: 'pull',
    url: `${url}/api/v3/orgs/${organisation}/teams/${slug}`,
    html_url: `${url}/${organisation}`,
    organization: presentOwner(url, organisation),
  };
}

/** An opaque id in the style of GitHub's GraphQL ids. */
export function nodeId(kind: string, key: string | number): string {
  return `${kind}_${Buffer.from(String(key)).toString('base64url')}`;
}

function numberOf(key: string): number {
  return createHash('sha256').update(key).digest().readUInt32BE(0) % 2 ** 31;
}
