import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
// A module is tested in the plugin that it belongs to.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import productionReadiness from '@goldenpath/backstage-plugin-production-readiness-backend';
import request from 'supertest';
import licence from '.';

/** A service whose repository holds these files. */
function serviceWith(name: string) {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      annotations: {
        'backstage.io/source-location': `url:https://github.com/acme/${name}/tree/main/`,
      },
    },
    spec: { type: 'service', owner: 'team', lifecycle: 'production' },
  };
}

const repositories: Record<string, Record<string, string>> = {
  free: { LICENSE: '\n  Apache License\n  Version 2.0\n' },
  odd: { LICENSE: 'All rights reserved\n' },
  bare: { 'README.md': '# Bare\n' },
};

describe('the licence module', () => {
  let backend: Awaited<ReturnType<typeof startTestBackend>>;

  beforeAll(async () => {
    const readTree = async (url: string) => {
      const files = repositories[new URL(url).pathname.split('/')[2]];
      return {
        etag: 'c0ffee',
        files: async () =>
          Object.entries(files).map(([path, text]) => ({
            path,
            content: async () => Buffer.from(text),
          })),
        archive: jest.fn(),
        dir: jest.fn(),
      };
    };
    backend = await startTestBackend({
      features: [
        productionReadiness,
        licence,
        catalogServiceMock.factory({
          entities: Object.keys(repositories).map(serviceWith),
        }),
        mockServices.urlReader.mock({ readTree }).factory,
        mockServices.rootConfig.factory({
          data: { integrations: { github: [{ host: 'github.com' }] } },
        }),
      ],
    });
  });

  afterAll(() => backend?.stop());

  async function resultOf(service: string) {
    const path = `/api/production-readiness/scorecards/component/default/${service}`;
    const as = { authorization: mockCredentials.user.header() };
    await request(backend.server).post(`${path}/evaluations`).set(as).send({});
    for (;;) {
      const { body } = await request(backend.server).get(path).set(as);
      if (body.scorecard) {
        return body.scorecard.results.find(
          ({ id }: { id: string }) => id === 'licence-declared',
        );
      }
      await new Promise(done => setTimeout(done, 50));
    }
  }

  it('judges each service by what its collector finds, with the line', async () => {
    expect(await resultOf('free')).toMatchObject({
      level: 'L1',
      area: 'law',
      state: 'pass',
      reason: 'It is under Apache-2.0.',
      evidence: [{ path: 'LICENSE', line: 2 }],
    });
    expect(await resultOf('odd')).toMatchObject({
      state: 'fail',
      reason: 'The licence file is none of the approved ones.',
    });
    expect(await resultOf('bare')).toMatchObject({
      state: 'fail',
      reason: 'There is no licence file.',
    });
  });
});
