import { InputError } from '@backstage/errors';
import {
  GithubCredentialsProvider,
  ScmIntegrations,
} from '@backstage/integration';
import { BranchHost } from './BranchHost';
import { GithubBranches } from './GithubBranches';
import { GithubHost } from './GithubHost';
import { GitlabBranches } from './GitlabBranches';
import { GitlabHost } from './GitlabHost';
import { RepositoryAddress, RepositoryHost } from './RepositoryHost';

interface HostOptions {
  address: RepositoryAddress;
  integrations: ScmIntegrations;
  credentials: GithubCredentialsProvider;
  /** A token of the user, used instead of the integration's. */
  token?: string;
}

/**
 * The host of an address, by what the portal's configuration says that it is.
 *
 * @throws InputError when there is no integration, or no token, for the host, or when it is neither GitHub nor GitLab.
 */
export async function createRepositoryHost(
  options: HostOptions,
): Promise<RepositoryHost> {
  return assertKind(options) === 'github'
    ? GithubHost.create(options)
    : GitlabHost.create(options);
}

/**
 * The branches of a repository, by what the portal's configuration says of its host.
 *
 * @throws as createRepositoryHost
 */
export async function createBranchHost(
  options: HostOptions,
): Promise<BranchHost> {
  return assertKind(options) === 'github'
    ? GithubBranches.create(options)
    : GitlabBranches.create(options);
}

function assertKind({ address, integrations }: HostOptions) {
  const kind = hostKind(integrations, address.host);
  if (!kind) {
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
  return kind;
}

/** What a host runs, by the portal's integrations; undefined for one that services are not published to. */
export function hostKind(
  integrations: ScmIntegrations,
  host: string,
): 'github' | 'gitlab' | undefined {
  const type = integrations.byHost(host)?.type;
  return type === 'github' || type === 'gitlab' ? type : undefined;
}
