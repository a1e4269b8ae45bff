import { mockCredentials } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  isPermission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import {
  attestationCreatePermission,
  evaluationCreatePermission,
  exemptionDecidePermission,
  exemptionRequestPermission,
  reviewCreatePermission,
  reviewSignPermission,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import supertest from 'supertest';
import {
  createReadinessConditionalDecision,
  readinessConditions,
  readinessServiceResourceRef,
} from '..';
import {
  groupEntity,
  healthy,
  serviceEntity,
  treeOf,
} from '../__testUtils__/acme';
import { realPermissions } from '../__testUtils__/realPermissions';
import { startPortal } from '../__testUtils__/startPortal';
import { databaseKinds } from '../__testUtils__/testDatabases';
import { TestRepositories } from '../__testUtils__/TestRepositories';
import { until } from '../__testUtils__/until';

const dev = 'user:default/dev';
const lead = 'user:default/lead';
const reliability = 'user:default/reliability';
const stranger = 'user:default/stranger';
const entityRef = 'component:default/orders';
const orders = '/scorecards/component/default/orders';

/** Owners do what concerns their service; reviewers decide and sign. */
async function decide(
  { permission }: PolicyQuery,
  user?: PolicyQueryUser,
): Promise<PolicyDecision> {
  const claims = user?.info.ownershipEntityRefs ?? [];
  const owner = readinessConditions.isOwner({ claims });
  const reviewer = readinessConditions.isReviewer({ claims });
  for (const owned of [
    evaluationCreatePermission,
    exemptionRequestPermission,
    attestationCreatePermission,
    reviewCreatePermission,
  ]) {
    if (isPermission(permission, owned)) {
      return createReadinessConditionalDecision(permission, owner);
    }
  }
  if (isPermission(permission, exemptionDecidePermission)) {
    return createReadinessConditionalDecision(permission, reviewer);
  }
  if (isPermission(permission, reviewSignPermission)) {
    return createReadinessConditionalDecision(permission, {
      anyOf: [owner, reviewer],
    });
  }
  return { result: AuthorizeResult.ALLOW };
}

describe.each(databaseKinds())('under a policy, on %s', (_kind, open) => {
  const databases = open();
  let portal: Awaited<ReturnType<typeof startPortal>>;

  beforeEach(async () => {
    const repositories = new TestRepositories();
    repositories.push(treeOf('orders'), { 'app.js': healthy['app.js'] });
    portal = await startPortal({
      knex: await databases.create(),
      repositories,
      entities: [
        serviceEntity('orders'),
        groupEntity('shop'),
        groupEntity('platform'),
        groupEntity('commerce', ['group:default/shop']),
      ],
      members: {
        [dev]: ['group:default/shop'],
        [lead]: ['group:default/commerce'],
        [reliability]: ['group:default/sre'],
      },
      permissionsEnabled: true,
      config: { reviewers: ['sre'] },
      features: realPermissions(decide),
    });
    await until(async () => (await portal.as(dev).get(orders)).body.scorecard);
  });
  afterEach(() => portal.backend.stop());

  it('lets owners act, also from a group above, and nobody else', async () => {
    const evaluate = (user: string) =>
      portal.as(user).post(`${orders}/evaluations`);
    await evaluate(dev).expect(202);
    await evaluate(lead).expect(202);
    const refused = await evaluate(stranger).expect(403);
    expect(refused.body.error.message).toBe(
      'The permission production-readiness.evaluation.create does not hold for component:default/orders',
    );
    await portal
      .as(stranger)
      .post('/scorecards/component/default/none/evaluations')
      .expect(404);
    await portal
      .as(reliability)
      .post('/attestations', {
        entityRef,
        check: 'described',
        statement: 'I say so',
        evidence: ['https://wiki.example.com/orders'],
      })
      .expect(403);
    expect(portal.audit.filter(one => one.endsWith('failed'))).toEqual([
      'evaluation-request failed',
      'evaluation-request failed',
      'attestation-create failed',
    ]);
  });

  it('lets reviewers decide, also those of an open review', async () => {
    const { body } = await portal
      .as(dev)
      .post('/exemptions', {
        entityRef,
        check: 'described',
        reason: 'Later',
        compensatingControl: 'Asking',
        days: 10,
      })
      .expect(201);
    const decision = (user: string) =>
      portal
        .as(user)
        .post(`/exemptions/${body.id}/decision`, { approve: true });
    await decision(lead).expect(403);
    await decision(reliability).expect(201);

    const handoff = {
      entityRef,
      trigger: 'team-handoff',
      receivingTeam: 'platform',
    };
    await portal.as(stranger).post('/reviews', handoff).expect(403);
    const review = await portal.as(dev).post('/reviews', handoff).expect(201);
    const sign = (user: string) =>
      portal
        .as(user)
        .post(`/reviews/${review.body.id}/signatures`, { role: 'giving' });
    await sign(stranger).expect(403);
    // The policy lets reviewers sign; for which side is still a matter of the team.
    const other = await sign(reliability).expect(403);
    expect(other.body.error.message).toMatch(/^Only members of/);
    await sign(dev).expect(201);
  });

  it('tells pages beforehand what somebody may do', async () => {
    const allowed = async (user: string, resourceRef: string) => {
      const { body } = await supertest(portal.backend.server)
        .post('/api/permission/authorize')
        .set('authorization', mockCredentials.user.header(user))
        .send({
          items: [
            { id: '1', permission: evaluationCreatePermission, resourceRef },
          ],
        })
        .expect(200);
      return body.items[0].result;
    };
    expect(await allowed(lead, entityRef)).toBe('ALLOW');
    expect(await allowed(stranger, entityRef)).toBe('DENY');
    expect(await allowed(lead, 'component:default/none')).toBe('DENY');

    const { body } = await supertest(portal.backend.server)
      .get(
        '/api/production-readiness/.well-known/backstage/permissions/metadata',
      )
      .set('authorization', mockCredentials.user.header(dev));
    expect(body.rules).toEqual([
      expect.objectContaining({
        name: 'IS_OWNER',
        resourceType: readinessServiceResourceRef.resourceType,
      }),
      expect.objectContaining({ name: 'IS_REVIEWER' }),
    ]);
    expect(body.permissions).toHaveLength(10);
  });
});
