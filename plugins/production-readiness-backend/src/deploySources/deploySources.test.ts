import { Entity } from '@backstage/catalog-model';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Knex } from 'knex';
import {
  groupEntity,
  healthy,
  serviceEntity,
  treeOf,
} from '../__testUtils__/acme';
import { startPortal, testRubric } from '../__testUtils__/startPortal';
import { databaseKinds } from '../__testUtils__/testDatabases';
import { TestRepositories } from '../__testUtils__/TestRepositories';
import { until } from '../__testUtils__/until';

const dev = 'user:default/dev';
const orders = '/scorecards/component/default/orders';
const added = `
extends: default
name: test
version: 1.1.0
title: With a check of what deploys it
checks:
  - id: replicated
    level: L1
    area: health
    title: Several replicas
    criterion: It runs twice at least.
    rationale: One may fail.
    fix: { summary: Run another. }
    effort: small
    methods: [repository]
    passesWhen:
      from: workloads
      where: item.role == 'service'
      every: item.replicas >= 2
      pass: '{name} runs twice at least.'
      fail: '{name} runs once.'
      empty: Nothing deploys it.
`;
const deployment = (name: string, replicas: number) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name} }
spec:
  replicas: ${replicas}
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec:
      containers:
        - { name: main, image: registry.example.com/${name}:1 }
`;

describe.each(databaseKinds())('on %s', (_kind, open) => {
  const databases = open();
  let knex: Knex;
  let folder: string;
  let repositories: TestRepositories;
  let portal: Awaited<ReturnType<typeof startPortal>>;

  let service: Entity;

  beforeEach(async () => {
    service = serviceEntity('orders', {
      annotations: {
        'backstage.io/source-location': `url:${treeOf('orders')}`,
        'goldenpath.dev/deploy-sources': treeOf('deploy'),
      },
    });
    folder = await mkdtemp(join(tmpdir(), 'readiness-deploy-'));
    const rubric = join(folder, 'rubric.yaml');
    await writeFile(rubric, added);
    knex = await databases.create();
    repositories = new TestRepositories();
    repositories.push(treeOf('orders'), healthy);
    repositories.push(treeOf('deploy'), {
      'prod/orders.yaml': deployment('orders', 3),
      'prod/search.yaml': deployment('search', 1),
      'tools/app.js': "app.get('/health', ok);\n",
    });
    portal = await startPortal({
      knex,
      repositories,
      entities: [service, groupEntity('shop')],
      config: { rubric: { files: [testRubric, rubric] } },
    });
  });
  afterEach(async () => {
    await portal.backend.stop();
    await rm(folder, { recursive: true, force: true });
  });

  function replicated(state: string) {
    return until(async () => {
      const { body } = await portal.as(dev).get(orders);
      const result = body.scorecard?.results.find(
        ({ id }: { id: string }) => id === 'replicated',
      );
      return result?.state === state && result;
    });
  }

  it('counts what deploys a service from another repository, with links to it', async () => {
    const passed = await replicated('pass');
    const commit = repositories.commitOf(treeOf('deploy'));
    expect(passed).toMatchObject({
      reason: 'orders runs twice at least.',
      evidence: [
        {
          path: 'prod/orders.yaml',
          url: `https://git.example.com/acme/deploy/blob/${commit}/prod/orders.yaml#L1`,
        },
      ],
    });
    const { body } = await portal.as(dev).get(orders);
    expect(body.scorecard.commit).toBe(repositories.commitOf(treeOf('orders')));

    repositories.push(treeOf('deploy'), {
      'prod/orders.yaml': deployment('orders', 1),
    });
    await portal.events.publish({
      topic: 'github.push',
      eventPayload: {
        repository: { html_url: 'https://git.example.com/acme/deploy' },
      },
    });
    const failed = await replicated('fail');
    expect(failed.reason).toBe('orders runs once.');
    const sent = repositories.sent.length;
    await portal.as(dev).post(`${orders}/evaluations`);
    await until(async () => {
      const after = await portal.as(dev).get(orders);
      return (
        after.body.evaluation.state === 'idle' &&
        after.body.evaluatedAt !== body.evaluatedAt
      );
    });
    expect(repositories.sent).toHaveLength(sent);
  });

  it('keeps what it saw last while the other repository cannot be read, and says when that is too old', async () => {
    await replicated('pass');
    repositories.push(
      treeOf('deploy'),
      new Error('Request failed for it, 401 Unauthorized'),
    );
    await portal.as(dev).post(`${orders}/evaluations`);
    await until(async () => {
      const { body } = await portal.as(dev).get(orders);
      return body.evaluation.state === 'idle';
    });
    expect((await replicated('pass')).state).toBe('pass');

    await knex('external_facts').update({
      expires_at: new Date(Date.now() - 1_000).toISOString(),
    });
    await portal.as(dev).post(`${orders}/evaluations`);
    expect(await replicated('stale')).toMatchObject({
      lastObserved: 'pass',
      reason: expect.stringContaining(
        `last seen by deploy:${treeOf('deploy')}`,
      ),
    });
  });

  it('does not fail a service for what it could never read', async () => {
    await replicated('pass');
    repositories.push(
      treeOf('deploy'),
      new Error('Request failed for it, 401 Unauthorized'),
    );
    await knex('external_facts').delete();
    await portal.as(dev).post(`${orders}/evaluations`);
    expect((await replicated('unknown')).reason).toMatch(
      /refused to let .*acme\/deploy.* be read/,
    );
  });

  it('says which address is wrong, and forgets what the annotation no longer names', async () => {
    await replicated('pass');
    const annotations = service.metadata.annotations ?? {};
    annotations['goldenpath.dev/deploy-sources'] = 'https://example.com/';
    await portal.as(dev).post(`${orders}/evaluations`);
    expect((await replicated('unknown')).reason).toBe(
      'https://example.com/ is not the URL of a repository. Correct the annotation goldenpath.dev/deploy-sources.',
    );
    delete annotations['goldenpath.dev/deploy-sources'];
    await portal.as(dev).post(`${orders}/evaluations`);
    expect((await replicated('fail')).reason).toBe('Nothing deploys it.');
  });
});
