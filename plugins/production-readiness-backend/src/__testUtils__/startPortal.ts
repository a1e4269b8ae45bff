import {
  AuditorService,
  BackendFeature,
  coreServices,
  createServiceFactory,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { JsonObject } from '@backstage/types';
import { Knex } from 'knex';
import supertest from 'supertest';
import plugin from '..';
import { expectDocumented } from './expectDocumented';
import { testCollectorModule } from './testCollector';
import { TestRepositories } from './TestRepositories';

export const testRubric = resolvePackagePath(
  '@goldenpath/backstage-plugin-production-readiness-backend',
  'src/__testUtils__/testRubric.yaml',
);

/** What a test decides about the portal that it starts. */
export interface PortalOptions {
  knex: Knex;
  entities: Entity[];
  repositories: TestRepositories;
  /** The groups of each user, by reference. */
  members?: Record<string, string[]>;
  config?: JsonObject;
  permissions?: BackendFeature;
  permissionsEnabled?: boolean;
  features?: BackendFeature[];
  catalog?: ReturnType<typeof catalogServiceMock>;
}

/** The plugin in a backend, with a catalog, Git hosts and users that the test provides. */
export async function startPortal(options: PortalOptions) {
  const { knex, entities, repositories, members = {}, config = {} } = options;
  const catalog = options.catalog ?? catalogServiceMock({ entities });
  const events = mockServices.events();
  const audit: string[] = [];
  const backend = await startTestBackend({
    features: [
      plugin,
      testCollectorModule,
      createServiceFactory({
        service: catalogServiceRef,
        deps: {},
        factory: () => catalog,
      }),
      createServiceFactory({
        service: eventsServiceRef,
        deps: {},
        factory: () => events,
      }),
      mockServices.database.factory({ knex }),
      createServiceFactory({
        service: coreServices.urlReader,
        deps: {},
        factory: () => repositories,
      }),
      createServiceFactory({
        service: coreServices.userInfo,
        deps: {},
        factory: () => ({
          async getUserInfo({ principal }) {
            const { userEntityRef } = principal as { userEntityRef: string };
            const groups = members[userEntityRef] ?? [];
            return {
              userEntityRef,
              ownershipEntityRefs: [userEntityRef, ...groups],
            };
          },
        }),
      }),
      createServiceFactory({
        service: coreServices.auditor,
        deps: {},
        factory: () => recordingAuditor(audit),
      }),
      mockServices.rootConfig.factory({
        data: {
          integrations: {
            github: [
              {
                host: 'git.example.com',
                apiBaseUrl: 'https://git.example.com/api/v3',
              },
            ],
          },
          permission: { enabled: options.permissionsEnabled ?? false },
          productionReadiness: {
            rubric: { files: [testRubric] },
            ...config,
          },
        },
      }),
      ...(options.permissions ? [options.permissions] : []),
      ...(options.features ?? []),
    ],
  });

  const as = (user: string) => {
    const header = mockCredentials.user.header(user);
    const url = (path: string) => `/api/production-readiness${path}`;
    return {
      get: (path: string) =>
        supertest(backend.server)
          .get(url(path))
          .set('authorization', header)
          .expect(expectDocumented),
      post: (path: string, body: object = {}) =>
        supertest(backend.server)
          .post(url(path))
          .set('authorization', header)
          .expect(expectDocumented)
          .send(body),
    };
  };
  return { backend, as, events, audit, catalog };
}

/** Writes `event succeeded` and `event failed` into a list. */
function recordingAuditor(audit: string[]): AuditorService {
  return {
    async createEvent({ eventId }) {
      return {
        success: async () => void audit.push(`${eventId} succeeded`),
        fail: async () => void audit.push(`${eventId} failed`),
      };
    },
  };
}
