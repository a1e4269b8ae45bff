import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { serviceEntity } from '../__testUtils__/acme';
import { EntityAccess } from './EntityAccess';

const orders = 'component:default/orders';
const dev = mockCredentials.user('user:default/dev');
const ops = mockCredentials.user('user:default/ops');
const conditional: PolicyDecision = {
  result: AuthorizeResult.CONDITIONAL,
  pluginId: 'catalog',
  resourceType: 'catalog-entity',
  conditions: { rule: 'X', resourceType: 'catalog-entity', params: {} },
};

function setUp(decision: PolicyDecision) {
  const catalog = catalogServiceMock.mock();
  const permissions = mockServices.permissions.mock({
    authorizeConditional: async () => [decision],
  });
  const access = EntityAccess.create({ catalog, permissions, entities: {} });
  return { access, catalog, permissions };
}

describe('whoever may read everything', () => {
  it('costs one question to the policy and none to the catalog', async () => {
    const { access, catalog, permissions } = setUp({
      result: AuthorizeResult.ALLOW,
    });
    for (let times = 0; times < 3; times++) await access.require(orders, dev);
    expect(await access.readable(dev)).toBe('all');
    expect(permissions.authorizeConditional).toHaveBeenCalledTimes(1);
    expect(catalog.getEntityByRef).not.toHaveBeenCalled();
  });

  it('is asked about again after ten seconds, and apart from others', async () => {
    const { access, permissions } = setUp({ result: AuthorizeResult.ALLOW });
    const clock = jest.spyOn(Date, 'now').mockReturnValue(0);
    await access.require(orders, dev);
    await access.require(orders, ops);
    expect(permissions.authorizeConditional).toHaveBeenCalledTimes(2);
    clock.mockReturnValue(10_001);
    permissions.authorizeConditional.mockResolvedValue([
      { result: AuthorizeResult.DENY },
    ]);
    await expect(access.require(orders, dev)).rejects.toThrow('no entity');
    clock.mockRestore();
  });
});

it('asks the catalog each time about whoever may read some, as that caller', async () => {
  const { access, catalog } = setUp(conditional);
  catalog.getEntityByRef.mockResolvedValueOnce(serviceEntity('orders'));
  await access.require(orders, dev);
  expect(catalog.getEntityByRef).toHaveBeenLastCalledWith(orders, {
    credentials: dev,
  });
  // It has changed hands since.
  await expect(access.require(orders, dev)).rejects.toThrow(
    'There is no entity component:default/orders',
  );
});

it('does not remember an answer that it did not get', async () => {
  const { access, permissions } = setUp({ result: AuthorizeResult.ALLOW });
  permissions.authorizeConditional.mockRejectedValueOnce(new Error('away'));
  await expect(access.require(orders, dev)).rejects.toThrow('away');
  await access.require(orders, dev);
});
