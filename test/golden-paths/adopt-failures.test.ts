import { writeFile } from 'node:fs/promises';
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

const branch = 'golden-path/adopt';
const said = '${{ steps.adopt.output.title }}';
// Neither host takes so long a title, which shows only when the branch and its commit are made.
const long = 'x'.repeat(300);

describe.each(['github', 'gitlab'] as const)('a request on %s', platform => {
  let portal: Awaited<ReturnType<typeof startPortal>>;
  beforeAll(async () => {
    portal = await startPortal({ platform });
    await portal.until('the template', () => portal.entity('template:adopt'));
  });
  afterAll(() => portal?.stop());
  const { repoUrl, pushed, cloned } = hostedRepositories(() => portal);

  const adopt = (name: string) =>
    portal.create('adopt', {
      repoUrl: repoUrl(name),
      owner: 'group:default/checkout',
    });
  const branchesOf = async (clone: string) =>
    (await git(clone, 'ls-remote', '--heads', 'origin'))
      .split('\n')
      .filter(Boolean)
      .map(line => line.split('refs/heads/')[1]);

  async function change(from: string, to: string) {
    await portal.edit('adopt/template.yaml', text => text.replaceAll(from, to));
    await portal.until('the changed template', async () => {
      const template = JSON.stringify(await portal.entity('template:adopt'));
      return template.includes('xxxx') === (to === long) || undefined;
    });
  }

  it('that cannot be opened leaves no branch behind', async () => {
    const own = await pushed('unlucky', files(smallService));
    await change(said, long);
    try {
      const { status, log } = await adopt('unlucky');
      expect(status).toBe('failed');
      expect(log).toContain(`Removed the branch "${branch}"`);
      expect(await branchesOf(own)).toEqual(['main']);
    } finally {
      await change(long, said);
    }
    const { status, log } = await adopt('unlucky');
    expect(status === 'completed' ? '' : log).toBe('');
    expect(await branchesOf(own)).toEqual([branch, 'main']);
  });

  it('that somebody has worked on is not overwritten by another run', async () => {
    await pushed('shared', files(smallService));
    await adopt('shared');
    const theirs = await cloned('shared', branch);
    await writeFile(join(theirs, 'mkdocs.yml'), 'site_name: Ours\n');
    await git(theirs, 'commit', '--quiet', '--all', '--message', 'Name it');
    await git(theirs, 'push', '--quiet', 'origin', branch);
    const { status, log } = await adopt('shared');
    expect(status).toBe('failed');
    expect(log).toContain('merge or close it first');
    expect(await objects(await cloned('shared', branch))).toEqual(
      await objects(theirs),
    );
  });

  it('is not tried for a repository that is not there', async () => {
    const { status, log } = await adopt('nowhere');
    expect(status).toBe('failed');
    expect(log).toContain('There is no repository http');
    expect(log).toContain('This task made no branch, so none is removed');
  });

  it('is only shown by a dry run', async () => {
    const own = await pushed('tried', files(smallService));
    const { status, body } = await portal.dryRun('adopt', {
      repoUrl: repoUrl('tried'),
      owner: 'group:default/checkout',
    });
    expect(status).toBe(200);
    expect(JSON.stringify(body.directoryContents)).toContain(
      'addition/catalog-info.yaml',
    );
    expect(await branchesOf(own)).toEqual(['main']);
  });
});
