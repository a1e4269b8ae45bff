import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import authPlugin from '@backstage/plugin-auth-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { decodeJwt } from 'jose';
import request from 'supertest';
import exampleUsers, { authModuleExampleUsers } from '.';

function group(name: string, displayName: string, parent?: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name, namespace: 'default' },
    spec: { type: 'team', profile: { displayName }, children: [] },
    relations: parent
      ? [{ type: 'childOf', targetRef: `group:default/${parent}` }]
      : [],
  };
}

function user(name: string, displayName: string, ...groups: string[]): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name, namespace: 'default' },
    spec: { profile: { displayName, email: `${name}@example.com` } },
    relations: groups.map(target => ({
      type: 'memberOf',
      targetRef: `group:default/${target}`,
    })),
  };
}

const entities = [
  group('example', 'Example'),
  group('product', 'Product', 'example'),
  group('checkout', 'Checkout', 'product'),
  // Two groups that are each other's parent must not keep anybody from signing in.
  group('north', 'North', 'south'),
  group('south', 'South', 'north'),
  user('grace', 'Grace Kim', 'north'),
  user('ada', 'Ada Lindqvist', 'checkout'),
];

async function start(provider: object | undefined, environment?: string) {
  return startTestBackend({
    features: [
      authPlugin,
      exampleUsers,
      catalogServiceMock.factory({ entities }),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://localhost' },
          auth: { environment, providers: provider && { example: provider } },
        },
      }),
    ],
  });
}

describe('authModuleExampleUsers', () => {
  const nodeEnvironment = process.env.NODE_ENV;
  const setNodeEnvironment = (value: string | undefined) =>
    Object.assign(process.env, { NODE_ENV: value });
  afterEach(() => setNodeEnvironment(nodeEnvironment));

  it('lists the users with their teams, by name, to somebody who is not signed in', async () => {
    const { server } = await start({});
    const { status, body } = await request(server).get(
      '/api/auth/example/users',
    );
    expect(status).toBe(200);
    expect(body.items).toEqual([
      {
        entityRef: 'user:default/ada',
        displayName: 'Ada Lindqvist',
        groups: [
          { entityRef: 'group:default/checkout', displayName: 'Checkout' },
        ],
      },
      {
        entityRef: 'user:default/grace',
        displayName: 'Grace Kim',
        groups: [{ entityRef: 'group:default/north', displayName: 'North' }],
      },
    ]);
  });

  it('signs in as the chosen user, who owns what the groups above own too', async () => {
    const { server } = await start({});
    const { status, body } = await request(server)
      .get('/api/auth/example/refresh')
      .set('x-example-user', 'user:default/ada');
    expect(status).toBe(200);
    expect(body.profile).toEqual({
      displayName: 'Ada Lindqvist',
      email: 'ada@example.com',
    });
    const owned = [
      'user:default/ada',
      'group:default/checkout',
      'group:default/product',
      'group:default/example',
    ];
    expect(body.backstageIdentity.identity).toEqual({
      type: 'user',
      userEntityRef: 'user:default/ada',
      ownershipEntityRefs: owned,
    });
    expect(decodeJwt(body.backstageIdentity.token)).toMatchObject({
      sub: 'user:default/ada',
    });
  });

  it('signs in a member of groups that nest in a circle', async () => {
    const { server } = await start({});
    const { body } = await request(server)
      .get('/api/auth/example/refresh')
      .set('x-example-user', 'grace');
    expect(body.backstageIdentity.identity.ownershipEntityRefs).toEqual([
      'user:default/grace',
      'group:default/north',
      'group:default/south',
    ]);
  });

  it.each([
    ['nobody', undefined, 400, /names no user/],
    ['a group', 'group:default/checkout', 400, /form user:namespace\/name/],
    ['nonsense', ':::', 400, /form user:namespace\/name/],
    ['somebody unknown', 'user:default/eve', 404, /no example user/],
  ])('refuses %s', async (_, chosen, status, message) => {
    const { server } = await start({});
    const call = request(server).get('/api/auth/example/refresh');
    const response = await (chosen ? call.set('x-example-user', chosen) : call);
    expect(response.status).toBe(status);
    expect(response.body.error.message).toMatch(message);
    expect(response.body.backstageIdentity).toBeUndefined();
  });

  it('offers only the users that the configuration names', async () => {
    const { server } = await start({ users: ['user:default/grace'] });
    const { body } = await request(server).get('/api/auth/example/users');
    expect(body.items).toHaveLength(1);
    const response = await request(server)
      .get('/api/auth/example/refresh')
      .set('x-example-user', 'user:default/ada');
    expect(response.status).toBe(404);
  });

  it('refuses to load when NODE_ENV is production', async () => {
    setNodeEnvironment('production');
    await expect(start({})).rejects.toThrow(
      /exists in development only, but NODE_ENV is production/,
    );
    await expect(
      startTestBackend({
        features: [
          authPlugin,
          authModuleExampleUsers,
          catalogServiceMock.factory({ entities }),
        ],
      }),
    ).rejects.toThrow(/NODE_ENV is production/);
  });

  it('refuses to load when auth.environment is production', async () => {
    await expect(start({}, 'production')).rejects.toThrow(
      /auth.environment is production. Remove auth.providers.example/,
    );
  });

  it('is not there when it is not configured, in production either', async () => {
    setNodeEnvironment('production');
    const { server } = await start(undefined, 'production');
    const users = await request(server).get('/api/auth/example/users');
    expect(users.status).toBe(404);
    const signIn = await request(server)
      .get('/api/auth/example/refresh')
      .set('x-example-user', 'user:default/ada');
    expect(signIn.status).toBe(404);
  });
});
