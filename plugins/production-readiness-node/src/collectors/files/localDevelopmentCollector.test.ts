import { itemsOf } from '../../__testUtils__/factsOf';
import { localDevelopmentCollector } from './localDevelopmentCollector';

const toolsOf = async (
  files: Record<string, string>,
  scope = { path: 'services/orders', name: 'orders' },
) =>
  (await itemsOf(localDevelopmentCollector(), 'files', files, scope)).map(
    ({ at, tool }) => `${at} ${tool}`,
  );

const compose = (name: string) =>
  `services:\n  ${name}:\n    build: services/${name}\n`;

describe('localDevelopmentCollector', () => {
  it.each<[string, Record<string, string>, string[]]>([
    [
      'a compose file of the repository',
      { 'docker-compose.yml': compose('orders') },
      ['docker-compose.yml:1 Docker Compose'],
    ],
    [
      'a compose file of the service',
      { 'services/orders/compose.yaml': compose('db') },
      ['services/orders/compose.yaml:1 Docker Compose'],
    ],
    [
      'Skaffold',
      {
        'skaffold.yaml':
          'build:\n  artifacts:\n    - context: services/orders\n',
      },
      ['skaffold.yaml:1 Skaffold'],
    ],
    [
      'Tilt',
      { Tiltfile: "docker_build('orders', 'services/orders')\n" },
      ['Tiltfile:1 Tilt'],
    ],
    [
      'a dev container',
      { '.devcontainer/devcontainer.json': '{}' },
      ['.devcontainer/devcontainer.json:1 Dev Container'],
    ],
    [
      'a compose file of others',
      { 'docker-compose.yml': compose('stock') },
      [],
    ],
    [
      'a compose file for production',
      { 'docker-compose.prod.yml': compose('orders') },
      [],
    ],
    [
      'a compose file of another service',
      {
        'services/stock/package.json': '{}',
        'services/stock/docker-compose.yml': compose('orders'),
      },
      [],
    ],
    [
      'a compose file without services',
      { 'docker-compose.yml': 'networks:\n  orders: {}\n' },
      [],
    ],
  ])('judges %s', async (_, files, expected) => {
    expect(await toolsOf(files)).toEqual(expected);
  });
});
