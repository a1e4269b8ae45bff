import { Knex } from 'knex';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  groupEntity,
  healthy,
  serviceEntity,
  treeOf,
  unhealthy,
} from '../__testUtils__/acme';
import { startPortal, testRubric } from '../__testUtils__/startPortal';
import { databaseKinds } from '../__testUtils__/testDatabases';
import { TestRepositories } from '../__testUtils__/TestRepositories';
import { until } from '../__testUtils__/until';

const lead = 'user:default/lead';
const text = readFileSync(testRubric, 'utf8');
/** The health check is no longer asked for at L1, and a readme is. */
const draft = text
  .replace('version: 1.0.0', 'version: 2.0.0')
  .replace(
    'id: health-endpoint\n    level: L1',
    'id: health-endpoint\n    level: L4',
  )
  .replace('id: described\n    level: L2', 'id: described\n    level: L1');

describe.each(databaseKinds())('on %s', (_kind, openDatabases) => {
  const databases = openDatabases();
  let knex: Knex;
  let repositories: TestRepositories;
  let folder: string;
  const entities = [
    groupEntity('shop'),
    serviceEntity('orders'),
    serviceEntity('search'),
    serviceEntity('cart'),
  ];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'readiness-rubric-'));
    repositories = new TestRepositories();
    repositories.push(treeOf('orders'), healthy);
    repositories.push(treeOf('search'), unhealthy);
    repositories.push(treeOf('cart'), { 'app.js': healthy['app.js'] });
    knex = await databases.create();
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function start(connection: Knex, config = {}) {
    const portal = await startPortal({
      knex: connection,
      repositories,
      entities,
      config,
    });
    await until(
      async () =>
        (await connection('services').whereNotNull('level')).length === 3,
    );
    return portal;
  }

  it('says what a draft would change, and changes nothing', async () => {
    const portal = await start(knex);
    const before = await knex('scorecards').orderBy('service_id');
    const as = portal.as(lead);
    const { body } = await as
      .post('/rubric/previews', {
        files: [{ file: 'draft.yaml', text: draft }],
      })
      .expect(202);
    const done = await until(async () => {
      const preview = (await as.get(`/rubric/previews/${body.id}`)).body;
      return preview.state === 'done' && preview;
    });
    expect(done).toMatchObject({
      requestedBy: lead,
      evaluated: 3,
      rises: 1,
      falls: 1,
    });
    const changes = await as.get(`/rubric/previews/${body.id}/changes`);
    expect(changes.body.items).toEqual([
      {
        entityRef: 'component:default/cart',
        from: 'L1',
        checks: expect.arrayContaining([
          { id: 'described', from: 'fail', to: 'fail' },
        ]),
      },
      {
        entityRef: 'component:default/search',
        to: 'L3',
        checks: expect.arrayContaining([
          { id: 'health-endpoint', from: 'fail', to: 'fail' },
        ]),
      },
    ]);
    expect(await knex('scorecards').orderBy('service_id')).toEqual(before);
    const broken = await as.post('/rubric/previews', {
      files: [{ file: 'draft.yaml', text: draft.replace('L4', 'L5') }],
    });
    expect(broken.status).toBe(400);
    expect(broken.body.error.message).toMatch(/^draft\.yaml:\d+: /);
    await portal.backend.stop();
  });

  it('applies a new rubric to stored facts, without reading a repository again', async () => {
    await (await start(knex)).backend.stop();
    const file = join(folder, 'rubric.yaml');
    await writeFile(file, draft);
    const sent = repositories.sent.length;
    const again = databases.connect(knex);
    const portal = await start(again, { rubric: { files: [file] } });
    const levelOf = async (name: string) =>
      (await portal.as(lead).get(`/scorecards/component/default/${name}`)).body
        .scorecard;
    await until(async () => (await levelOf('search')).level === 'L3');
    expect((await levelOf('cart')).level).toBeUndefined();
    expect((await levelOf('orders')).rubric.version).toBe('2.0.0');
    expect(repositories.sent).toHaveLength(sent);
    const versions = await again('rubrics').orderBy('version').pluck('version');
    expect(versions).toEqual(['1.0.0', '2.0.0']);
    await portal.backend.stop();
  });

  const preview = async (portal: Awaited<ReturnType<typeof start>>) => {
    const { body } = await portal
      .as(lead)
      .post('/rubric/previews', {
        files: [{ file: 'draft.yaml', text: draft }],
      })
      .expect(202);
    return body;
  };

  it('activates a draft at its time, and the configuration takes over when it changes', async () => {
    const portal = await start(knex);
    const as = portal.as(lead);
    const { hash } = await preview(portal);
    const activate = (body: object) => as.post('/rubric/activations', body);
    await activate({ hash: 'f'.repeat(64) }).expect(404);
    await activate({ hash, at: '2020-01-01T00:00:00Z' }).expect(400);

    const later = new Date(Date.now() + 3_600_000).toISOString();
    const unwanted = await activate({ hash, at: later }).expect(201);
    expect(unwanted.body).toMatchObject({
      state: 'scheduled',
      version: '2.0.0',
      requestedBy: lead,
    });
    const cancellation = `/rubric/activations/${unwanted.body.id}/cancellation`;
    await as.post(cancellation).expect(201);
    await as.post(cancellation).expect(409);

    const soon = new Date(Date.now() + 1_500).toISOString();
    await activate({ hash, at: soon }).expect(201);
    const versions = async () => {
      const { body } = await as.get('/scorecards/component/default/search');
      return [
        body.scorecard.rubric.version,
        (await as.get('/rubric')).body.rubric.version,
      ];
    };
    expect(await versions()).toEqual(['1.0.0', '1.0.0']);
    await until(async () => (await versions()).join() === '2.0.0,2.0.0');
    expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(soon));

    const list = await as.get('/rubric/activations');
    expect(
      list.body.items.map((item: any) => [item.version, item.state]),
    ).toEqual([
      ['2.0.0', 'cancelled'],
      ['2.0.0', 'in-force'],
      ['1.0.0', 'past'],
    ]);
    await portal.backend.stop();

    const same = await start(databases.connect(knex));
    const inForce = async ({ as: of }: typeof same) =>
      (await of(lead).get('/rubric')).body.rubric.version;
    expect(await inForce(same)).toBe('2.0.0');
    await same.backend.stop();
    const file = join(folder, 'rubric.yaml');
    await writeFile(file, text.replace('version: 1.0.0', 'version: 3.0.0'));
    const changed = await start(databases.connect(knex), {
      rubric: { files: [file] },
    });
    expect(await inForce(changed)).toBe('3.0.0');
    await changed.backend.stop();
  });

  it('gives one version to one rubric only', async () => {
    const portal = await start(knex);
    const as = portal.as(lead);
    const { body } = await as.post('/rubric/previews', {
      files: [{ file: 'draft.yaml', text: draft.replace('2.0.0', '1.0.0') }],
    });
    const refused = await as
      .post('/rubric/activations', { hash: body.hash })
      .expect(409);
    expect(refused.body.error.message).toMatch(/^Version 1.0.0 of test is/);
    await portal.backend.stop();
  });

  it('takes up the preview of a process that was killed', async () => {
    const first = await start(knex);
    const { id } = await preview(first);
    await until(
      async () =>
        (await first.as(lead).get(`/rubric/previews/${id}`)).body.state ===
        'done',
    );
    await first.backend.stop();
    const again = databases.connect(knex);
    // As a process leaves it that was killed in the middle.
    await again('rubric_previews').update({
      state: 'running',
      runner: 'gone',
      heartbeat_at: new Date(Date.now() - 120_000).toISOString(),
      evaluated: 1,
    });
    const second = await start(again);
    const done = await until(async () => {
      const { body } = await second.as(lead).get(`/rubric/previews/${id}`);
      return body.state === 'done' && body;
    });
    expect(done).toMatchObject({ evaluated: 3, rises: 1, falls: 1 });
    await second.backend.stop();
  });
});
