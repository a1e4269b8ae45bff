import {
  GithubUrlReader,
  UrlReaders,
} from '@backstage/backend-defaults/urlReader';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import {
  DefaultGithubCredentialsProvider,
  ScmIntegrations,
} from '@backstage/integration';
import type { Forge } from '../startForge';
import { TEST_TOKEN } from './createTestForge';

/** Backstage's own clients, configured for a forge as for a GitHub Enterprise server. */
export function createClients(forge: Pick<Forge, 'url' | 'port'>) {
  const config = new ConfigReader({
    integrations: {
      github: [
        {
          host: `localhost:${forge.port}`,
          apiBaseUrl: `${forge.url}/api/v3`,
          rawBaseUrl: `${forge.url}/raw`,
          token: TEST_TOKEN,
        },
      ],
    },
    scaffolder: {
      defaultAuthor: { name: 'Portal', email: 'portal@example.com' },
    },
  });
  const integrations = ScmIntegrations.fromConfig(config);
  const reader = UrlReaders.create({
    config,
    logger: mockServices.logger.mock(),
    factories: [GithubUrlReader.factory],
  });
  const githubCredentialsProvider =
    DefaultGithubCredentialsProvider.fromIntegrations(integrations);
  return { config, integrations, reader, githubCredentialsProvider };
}
