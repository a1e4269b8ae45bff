import { createServiceFactory } from '@backstage/backend-plugin-api';
import { tracingServiceRef } from '@backstage/backend-plugin-api/alpha';
import { tracingServiceMock } from '@backstage/backend-test-utils/alpha';
import {
  groupEntity,
  healthy,
  serviceEntity,
  treeOf,
} from '../__testUtils__/acme';
import { startPortal } from '../__testUtils__/startPortal';
import { databaseKinds } from '../__testUtils__/testDatabases';
import { TestRepositories } from '../__testUtils__/TestRepositories';
import { until } from '../__testUtils__/until';

describe.each(databaseKinds().slice(0, 1))('traces, on %s', (_kind, open) => {
  const databases = open();

  it('show what an evaluation does, and mark one that fails', async () => {
    const tracing = tracingServiceMock.mock();
    const repositories = new TestRepositories();
    repositories.push(treeOf('orders'), healthy);
    const knex = await databases.create();
    const portal = await startPortal({
      knex,
      repositories,
      entities: [
        serviceEntity('orders'),
        serviceEntity('ghost'),
        groupEntity('shop'),
      ],
      features: [
        createServiceFactory({
          service: tracingServiceRef,
          deps: {},
          factory: () => tracing,
        }),
      ],
    });
    await until(
      async () =>
        (
          await knex('evaluations').whereIn('state', ['idle', 'failed'])
        ).length === 2,
    );
    await portal.backend.stop();

    const names = tracing.startActiveSpan.mock.calls.map(([name]) => name);
    expect(new Set(names)).toEqual(
      new Set([
        'production-readiness-sweep',
        'production-readiness-rubric',
        'evaluate-service',
        'read-repository',
        'judge-service',
      ]),
    );
    const attributes = tracing.spans.map(span =>
      Object.fromEntries(span.setAttribute.mock.calls),
    );
    expect(attributes).toContainEqual({
      'production_readiness.entity_ref': 'component:default/orders',
      'production_readiness.result': 'done',
    });
    const failed = tracing.spans.filter(
      span => span.setStatus.mock.calls[0]?.[0].code === 'error',
    );
    expect(failed.map(span => span.setAttribute.mock.calls[0][1])).toEqual([
      'component:default/ghost',
    ]);
  });
});
