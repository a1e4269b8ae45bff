import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { JsonObject } from '@backstage/types';
// A module is tested in the plugin that it belongs to.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import productionReadiness from '@goldenpath/backstage-plugin-production-readiness-backend';
import request from 'supertest';
import prometheus from '..';

const files: Record<string, string> = {
  'README.md': '# Orders\n\nTakes orders.\n',
  'docs/error-budget.md':
    '# Error budget policy\n\nWhen the budget is spent, releases stop until it has recovered. Only fixes for reliability go out in that time, and the team decides in its weekly meeting when it is over.\n',
};

function serviceEntity(name: string, annotations: Record<string, string>) {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      annotations: {
        'backstage.io/source-location': `url:https://github.com/acme/${name}/tree/main/`,
        ...annotations,
      },
    },
    spec: { type: 'service', owner: 'team', lifecycle: 'production' },
  };
}

/** The plugin with the module, and services with an error budget policy and no alert in their repository. */
export async function startPortal(
  server: JsonObject,
  options: {
    services?: Record<string, Record<string, string>>;
    validFor?: JsonObject;
  } = {},
) {
  const { services = { orders: {} }, validFor = { days: 1 } } = options;
  const logger = mockServices.rootLogger.mock();
  logger.child.mockReturnValue(logger);
  const backend = await startTestBackend({
    features: [
      productionReadiness,
      prometheus,
      logger.factory,
      catalogServiceMock.factory({
        entities: Object.entries(services).map(([name, annotations]) =>
          serviceEntity(name, annotations),
        ),
      }),
      mockServices.urlReader.mock({
        readTree: async () => ({
          etag: 'c0ffee',
          files: async () =>
            Object.entries(files).map(([path, text]) => ({
              path,
              content: async () => Buffer.from(text),
            })),
          archive: jest.fn(),
          dir: jest.fn(),
        }),
      }).factory,
      mockServices.rootConfig.factory({
        data: {
          integrations: { github: [{ host: 'github.com' }] },
          productionReadiness: { prometheus: { validFor, servers: [server] } },
        },
      }),
    ],
  });
  const as = { authorization: mockCredentials.user.header() };
  const pathOf = (service: string) =>
    `/api/production-readiness/scorecards/component/default/${service}`;

  /** Evaluates again and again until the result is in this state, and answers with it. */
  async function resultOf(service: string, check: string, state: string) {
    const deadline = Date.now() + 20_000;
    for (;;) {
      await request(backend.server)
        .post(`${pathOf(service)}/evaluations`)
        .set(as)
        .send({});
      await new Promise(done => setTimeout(done, 100));
      const { body } = await request(backend.server)
        .get(pathOf(service))
        .set(as);
      const result = body.scorecard?.results.find(
        ({ id }: { id: string }) => id === check,
      );
      if (result?.state === state) return result;
      if (Date.now() > deadline) {
        throw new Error(`${check} is ${JSON.stringify(result)}, not ${state}`);
      }
    }
  }
  return { backend, logger, resultOf };
}
