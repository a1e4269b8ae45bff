import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { eventually } from '../e2e/support/eventually';
import { describeFaults } from './support/describeFaults';
import { Replicas, startReplicas } from './support/startReplicas';

jest.setTimeout(240_000);

const rubric = readFileSync(
  resolve(
    __dirname,
    '../../plugins/production-readiness-backend/src/__testUtils__/testRubric.yaml',
  ),
  'utf8',
);
const draft = (version: string, title: string) =>
  rubric
    .replace('version: 1.0.0', `version: ${version}`)
    .replace('title: A rubric for tests', `title: ${title}`);

describeFaults()('two replicas at the same time', () => {
  let fleet: Replicas;

  beforeAll(async () => {
    fleet = await startReplicas({ count: 2, services: ['orders', 'search'] });
    await fleet.allEvaluated();
  });
  afterAll(() => fleet?.stop());

  it('let one of two people decide on an exemption, and tell the other that it is decided', async () => {
    const [first, second] = fleet.replicas;
    const { body } = await first.ask('/rubric');
    const checks: string[] = body.rubric.checks
      .filter((check: any) => check.exemptable)
      .map((check: any) => check.id)
      .slice(0, 8);
    expect(checks).toHaveLength(8);
    for (const check of checks) {
      const asked = await first.ask('/exemptions', {
        body: {
          entityRef: 'component:default/orders',
          check,
          reason: 'Later',
          compensatingControl: 'Somebody watches',
          days: 10,
        },
      });
      expect(asked.status).toBe(201);
      const answers = await Promise.all(
        fleet.replicas.map((replica, index) =>
          replica.ask(`/exemptions/${asked.body.id}/decision`, {
            as: `user:default/lead-${index}`,
            body: { approve: index === 0, note: 'So be it' },
          }),
        ),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
      const winner = answers.find(({ status }) => status === 201)!.body;
      const list = await second.ask('/exemptions?limit=1');
      expect(list.body.items[0]).toMatchObject({
        id: asked.body.id,
        state: winner.state,
        history: [expect.anything(), expect.anything()],
      });
    }
  });

  const isMeasuredBy = async (hash: string) => {
    const rubrics = await Promise.all(
      fleet.replicas.map(replica => replica.ask('/rubric')),
    );
    const cards = await Promise.all(
      ['orders', 'search'].map(name =>
        fleet.replicas[0].ask(`/scorecards/component/default/${name}`),
      ),
    );
    return (
      rubrics.every(({ body }) => body.hash === hash) &&
      cards.every(({ body }) => body.scorecard.rubric.hash === hash)
    );
  };

  it('put one of two rubrics of one version into force, and both measure by it', async () => {
    for (const version of ['2.0.0', '2.0.1', '2.0.2', '2.0.3']) {
      const hashes = await Promise.all(
        fleet.replicas.map(async (replica, index) => {
          const { body } = await replica.ask('/rubric/previews', {
            body: {
              files: [
                { file: 'draft.yaml', text: draft(version, `Draft ${index}`) },
              ],
            },
          });
          return body.hash as string;
        }),
      );
      expect(new Set(hashes).size).toBe(2);
      const answers = await Promise.all(
        fleet.replicas.map((replica, index) =>
          replica.ask('/rubric/activations', { body: { hash: hashes[index] } }),
        ),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
      const inForce = hashes[answers.findIndex(({ status }) => status === 201)];
      await eventually('both to measure by it', () => isMeasuredBy(inForce));
    }
  });
});
