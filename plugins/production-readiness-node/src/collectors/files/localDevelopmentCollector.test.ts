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
  it('finds what a compose file calls as the folder of the service', async () => {
    const files = {
      'docker/compose.yaml': "services:\n  api:\n    image: '${PROJECT}-api'\n",
      'docker/web/Dockerfile': 'FROM debian:13\n',
    };
    const tools = ['docker/compose.yaml:1 Docker Compose'];
    const scope = { path: 'api', name: 'shop-api' };
    expect(await toolsOf(files, scope)).toEqual(tools);
    expect(await toolsOf(files, { path: 'web', name: 'shop-web' })).toEqual([]);
    const [text] = Object.values(files);
    expect(await toolsOf({ 'stock/compose.yaml': text }, scope)).toEqual([]);
    const built = {
      'docker/compose.yaml': 'services: { api: { build: ./api } }',
    };
    expect(await toolsOf(built, scope)).toEqual([]);
  });

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
      'Hokusai',
      {
        'services/orders/hokusai/development.yml':
          "version: '2'\nservices:\n  {{ project_name }}:\n    build: ../\n",
      },
      ['services/orders/hokusai/development.yml:1 Hokusai'],
    ],
    [
      'settings of Hokusai that start nothing',
      {
        'services/orders/hokusai/development.yml': 'environment: {}\n',
        'services/orders/hokusai/test.yml': compose('orders'),
      },
      [],
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
    [
      'a dev container with an image of its own',
      {
        '.devcontainer/devcontainer.json': '{}',
        '.devcontainer/Dockerfile': 'FROM debian:13\n',
      },
      ['.devcontainer/devcontainer.json:1 Dev Container'],
    ],
    [
      'a dev container of another service',
      {
        'services/stock/package.json': '{}',
        'services/stock/.devcontainer/devcontainer.json': '{}',
      },
      [],
    ],
    [
      'a compose file in a folder that services share',
      {
        'docker/docker-compose.yaml':
          "services:\n  orders:\n    image: '${PROJECT}-orders'\n",
      },
      ['docker/docker-compose.yaml:1 Docker Compose'],
    ],
  ])('judges %s', async (_, files, expected) => {
    expect(await toolsOf(files)).toEqual(expected);
  });
});
