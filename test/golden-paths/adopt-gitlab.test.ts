import { parse } from 'yaml';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  files,
  git,
  hostedRepositories,
  objects,
  smallService,
} from './support/hostedRepositories';
import { startPortal } from './support/startPortal';

jest.setTimeout(240_000);

type Portal = Awaited<ReturnType<typeof startPortal>>;
let portal: Portal;
beforeAll(async () => {
  portal = await startPortal({ platform: 'gitlab' });
  await portal.until('the template', () => portal.entity('template:adopt'));
});
afterAll(() => portal?.stop());

const { repoUrl, pushed, cloned } = hostedRepositories(() => portal);
const branch = 'golden-path/adopt';
const project = (name: string) => `/projects/acme%2F${name}`;

interface MergeRequest {
  iid: number;
  description: string;
  source_branch: string;
  state: string;
  web_url: string;
}

const requests = async (name: string) =>
  (
    await portal.api<MergeRequest[]>(
      'GET',
      `${project(name)}/merge_requests?state=all`,
    )
  ).body;

const adopt = (name: string, answers: object = {}) =>
  portal.create('adopt', {
    repoUrl: repoUrl(name),
    owner: 'group:default/checkout',
    ...answers,
  });

it('gets what it lacks by a merge request, and keeps every byte of what it has', async () => {
  const own = await pushed(
    'orders',
    files({
      ...smallService,
      CODEOWNERS: '* @dana\n',
      'docs/runbook.md': '# When it breaks\n',
    }),
  );
  const before = await objects(own);
  const { status, log } = await adopt('orders', { deploy: 'helm' });
  expect(status === 'completed' ? '' : log).toBe('');
  const [request, ...more] = await requests('orders');
  expect(more).toEqual([]);
  expect(request).toMatchObject({ state: 'opened', source_branch: branch });
  expect(request.description).toContain('| `CODEOWNERS` | `CODEOWNERS` |');
  expect(request.description).toContain('There are other runbooks');
  expect(request.description).toContain('### Satisfied by this request');

  const merge = `${project('orders')}/merge_requests/${request.iid}/merge`;
  expect((await portal.api('PUT', merge)).status).toBe(200);
  const result = await cloned('orders');
  const after = await objects(result);
  for (const [path, object] of before) {
    expect([path, after.get(path)]).toEqual([path, object]);
  }
  expect([...after.keys()]).toEqual(
    expect.arrayContaining([
      '.gitlab/merge_request_templates/Default.md',
      'charts/orders/Chart.yaml',
      'docs/operations/runbooks.md',
    ]),
  );
  const lock = await readFile(
    join(result, '.golden-path/adopted.yaml'),
    'utf8',
  );
  expect(parse(lock).files.CODEOWNERS.mode).toBe('kept');

  // What is there is not brought again, and a branch that was merged stands in nobody's way.
  const again = await adopt('orders', { deploy: 'helm' });
  expect(again.log).toContain('There is nothing to add');
  const further = await adopt('orders', { deploy: 'helm', monitoring: true });
  expect(further.status === 'completed' ? '' : further.log).toBe('');
  expect(await requests('orders')).toMatchObject([
    { state: 'opened' },
    { state: 'merged' },
  ]);
});

it('is not touched while a request is open', async () => {
  await pushed('waiting', files(smallService));
  await adopt('waiting');
  const [{ web_url: url }] = await requests('waiting');
  const before = await objects(await cloned('waiting', branch));
  const { status, log } = await adopt('waiting', { deploy: 'helm' });
  expect(status).toBe('failed');
  expect(log).toContain(`There is an open request already: ${url}`);
  expect(await requests('waiting')).toHaveLength(1);
  expect(await objects(await cloned('waiting', branch))).toEqual(before);
});

it.each([
  ['nothing on it', false],
  ['the files of the run on it', true],
])(
  'is freed of the branch that an interrupted run has left with %s',
  async (_what, hasCommit) => {
    const name = hasCommit ? 'left-full' : 'left-empty';
    const own = await pushed(name, files(smallService));
    if (hasCommit) {
      await adopt(name);
      const closing = `${project(name)}/merge_requests/1`;
      await portal.api('PUT', closing, { state_event: 'close' });
    } else {
      await git(own, 'push', '--quiet', 'origin', `main:${branch}`);
    }
    const { status, log } = await adopt(name, { deploy: 'helm' });
    expect(status === 'completed' ? '' : log).toBe('');
    expect(log).toContain('an earlier run had left');
    const [request] = await requests(name);
    expect(request.state).toBe('opened');
    const after = await objects(await cloned(name, branch));
    expect(after.has(`charts/${name}/Chart.yaml`)).toBe(true);
  },
);

it('is left alone with a branch that somebody has worked on', async () => {
  const own = await pushed('worked-on', files(smallService));
  await git(own, 'checkout', '--quiet', '-b', branch);
  await writeFile(join(own, 'work.md'), 'work');
  await git(own, 'add', 'work.md');
  await git(own, 'commit', '--quiet', '-m', 'Work');
  await git(own, 'push', '--quiet', 'origin', branch);
  const before = await objects(own);
  const { status, log } = await adopt('worked-on');
  expect(status).toBe('failed');
  expect(log).toContain(`somebody has worked on the branch "${branch}"`);
  expect(await objects(await cloned('worked-on', branch))).toEqual(before);
  expect(await requests('worked-on')).toEqual([]);
});
