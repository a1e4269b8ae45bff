import SwaggerParser from '@apidevtools/swagger-parser';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import {
  apiRoutes,
  openApiDocument,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { readFileSync, writeFileSync } from 'node:fs';
import { groupEntity, serviceEntity } from '../__testUtils__/acme';
import { startPortal } from '../__testUtils__/startPortal';
import { databaseKinds } from '../__testUtils__/testDatabases';
import { TestRepositories } from '../__testUtils__/TestRepositories';
import { createRouter } from './createRouter';
import { RouterOptions } from './RouterOptions';

const published = resolvePackagePath(
  '@goldenpath/backstage-plugin-production-readiness-backend',
  '../../docs/api/openapi.json',
);
const document: any = openApiDocument();
const documented = Object.entries<any>(document.paths)
  .flatMap(([path, methods]) =>
    Object.keys(methods).map(method => `${method} ${path}`),
  )
  .sort();

describe('the OpenAPI document', () => {
  it('is valid, and is what docs/api/openapi.json publishes', async () => {
    // Written anew with UPDATE_OPENAPI=1.
    if (process.env.UPDATE_OPENAPI) {
      writeFileSync(published, `${JSON.stringify(document, undefined, 2)}\n`);
    }
    expect(JSON.parse(readFileSync(published, 'utf8'))).toEqual(document);
    await SwaggerParser.validate(structuredClone(document));
  });

  it('has every route of the router, and no other', () => {
    const options: Partial<RouterOptions> = {
      auditor: mockServices.auditor.mock(),
      httpAuth: mockServices.httpAuth.mock(),
    };
    const router = createRouter(options as RouterOptions);
    const mounted = router.stack.flatMap(({ route }: any) =>
      Object.keys(route.methods).map(
        method => `${method} ${route.path.replace(/:(\w+)/g, '{$1}')}`,
      ),
    );
    expect(mounted.sort()).toEqual(documented);
    expect(Object.values(apiRoutes)).toHaveLength(documented.length);
  });
});

describe.each(databaseKinds().slice(0, 1))('on %s', (_kind, open) => {
  const databases = open();

  it('every documented route answers as documented, and the document is served', async () => {
    const portal = await startPortal({
      knex: await databases.create(),
      repositories: new TestRepositories(),
      entities: [serviceEntity('orders'), groupEntity('shop')],
    });
    const as = portal.as('user:default/dev');
    for (const route of Object.values(apiRoutes)) {
      const path = route.path
        .replace(':kind/:namespace/:name', 'component/default/orders')
        .replace(/:\w+/g, 'none');
      // startPortal compares each answer with the document, also refusals; an unknown route has none.
      const answer = await as[route.method](path);
      expect([path, answer.status]).not.toEqual([path, 500]);
    }
    const served = await as.get('/openapi.json').expect(200);
    expect(served.body).toEqual({
      ...document,
      servers: [{ url: '/api/production-readiness' }],
    });
    const refused = await as.get('/rubric?verbose=1').expect(400);
    expect(refused.body.error.message).toContain('verbose');
    await portal.backend.stop();
  });
});
