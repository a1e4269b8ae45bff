import { InputError } from '@backstage/errors';
import {
  GithubCredentialsProvider,
  ScmIntegrations,
} from '@backstage/integration';
import { GithubHost } from './GithubHost';
import { GitlabHost } from './GitlabHost';
import { RepositoryAddress, RepositoryHost } from './RepositoryHost';

/**
 * The host of an address, by what the portal's configuration says that it is.
 *
 * @throws InputError when there is no integration, or no token, for the host, or when it is neither GitHub nor GitLab.
 */
export async function createRepositoryHost(options: {
  address: RepositoryAddress;
  integrations: ScmIntegrations;
  credentials: GithubCredentialsProvider;
  /** A token of the user, used instead of the integration's. */
  token?: string;
}): Promise<RepositoryHost> {
  const { address, integrations } = options;
  switch (hostKind(integrations, address.host)) {
    case 'github':
      return GithubHost.create(options);
    case 'gitlab':
      return GitlabHost.create(options);
    default: {
      const hosts = [
        ...integrations.github.list(),
        ...integrations.gitlab.list(),
      ].map(({ config }) => config.host);
      throw new InputError(
        `The portal has no integration with GitHub or GitLab for "${
          address.host
        }"; it has: ${hosts.join(', ') || 'none'}`,
      );
    }
  }
}

/** What a host runs, by the portal's integrations; undefined for one that services are not published to. */
export function hostKind(
  integrations: ScmIntegrations,
  host: string,
): 'github' | 'gitlab' | undefined {
  const type = integrations.byHost(host)?.type;
  return type === 'github' || type === 'gitlab' ? type : undefined;
}
