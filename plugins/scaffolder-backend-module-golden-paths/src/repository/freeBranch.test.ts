import { Answer, serveGitlab } from '../__testUtils__/serveGitlab';
import { freeBranch } from './freeBranch';
import { GitlabBranches } from './GitlabBranches';

const path = 'projects/shop%2Fbackend%2Forders';
const branch = `${path}/repository/branches/golden-path%2Fadopt`;
const compare = `${path}/repository/compare?from=main&to=golden-path%2Fadopt`;
const open = `${path}/merge_requests?state=opened&source_branch=golden-path%2Fadopt`;

async function gitlabOf(answers: Record<string, Answer[]>) {
  const gitlab = await serveGitlab(answers);
  return { ...gitlab, host: GitlabBranches.create(gitlab) };
}

const level = (access_level: number) => ({
  body: {
    permissions: { project_access: null, group_access: { access_level } },
  },
});

it.each([
  ['a developer', level(30)],
  ['an administrator, who is no member', { body: { permissions: {} } }],
])('lets %s propose', async (_who, project) => {
  const gitlab = await gitlabOf({ [`GET ${path}`]: [project] });
  await expect(gitlab.host.assertCanPropose()).resolves.toBeUndefined();
  gitlab.close();
});

it.each([
  ['There is no project shop/backend/orders', { status: 404 }],
  ['it is less than developer there', level(20)],
  ['is archived', { body: { archived: true } }],
  ['takes no merge requests', { body: { merge_requests_enabled: false } }],
  ["does not accept the portal's token", { status: 401 }],
])('says "%s", before anything is made', async (says, project) => {
  const gitlab = await gitlabOf({ [`GET ${path}`]: [project] });
  await expect(gitlab.host.assertCanPropose()).rejects.toThrow(says);
  gitlab.close();
});

const ours = { title: 'Add it' };
/** What freeing the branch comes to, or its error, and whether the branch was deleted. */
async function free(answers: Record<string, Answer[]>) {
  const gitlab = await gitlabOf({
    [`GET ${branch}`]: [{}],
    [`DELETE ${branch}`]: [{ status: 204 }],
    ...answers,
  });
  const target = { branch: 'golden-path/adopt', target: 'main' };
  const outcome = await freeBranch({ ...gitlab, ...target, ...ours }).catch(
    (error: Error) => error.message,
  );
  gitlab.close();
  return { outcome, isDeleted: gitlab.seen.includes(`DELETE ${branch}`) };
}

it.each([
  ['nothing', []],
  ['the commit of a run', [ours]],
])('frees a branch that holds %s', async (_what, commits) => {
  const freed = await free({
    [`GET ${compare}`]: [{ body: { commits } }],
    [`GET ${open}`]: [{ body: [] }],
  });
  expect(freed).toEqual({ outcome: 'freed', isDeleted: true });
});

it.each([
  ['a commit of somebody', [{ title: 'Fix' }], [], 'somebody has worked on'],
  ['work after the run', [ours, ours], [], 'somebody has worked on'],
  ['an open request', [ours], [{ web_url: 'https://x' }], 'https://x'],
])('leaves a branch alone with %s', async (_what, commits, body, says) => {
  const left = await free({
    [`GET ${compare}`]: [{ body: { commits } }],
    [`GET ${open}`]: [{ body }],
  });
  expect(left).toEqual({
    outcome: expect.stringContaining(says),
    isDeleted: false,
  });
});

it('leaves a branch alone of which it is not told what it holds', async () => {
  expect(await free({ [`GET ${open}`]: [{ body: [] }] })).toEqual({
    outcome: expect.stringContaining('cannot be compared'),
    isDeleted: false,
  });
});

describe('where opening a request changes the one that is open', () => {
  const request = 'https://x/1';
  const freeing = async (commits: string[]) => {
    const deleted = jest.fn();
    const host = {
      changesRequests: true,
      assertCanPropose: async () => {},
      find: async () => ({ commits, request }),
      delete: deleted,
    };
    const target = { branch: 'golden-path/adopt', target: 'main' };
    const outcome = await freeBranch({ host, ...target, ...ours }).catch(
      (error: Error) => error.message,
    );
    expect(deleted).not.toHaveBeenCalled();
    return outcome;
  };

  it('shares the branch with it', async () => {
    expect(await freeing([ours.title])).toBe('shared');
  });

  it('leaves it alone when somebody has worked on it', async () => {
    expect(await freeing([ours.title, 'Name it'])).toContain(
      `somebody has worked on it: ${request}`,
    );
  });
});
