import { resolve } from 'node:path';
import { execute } from './execute';

/** The command of gitlab-ci-local. */
export const gitlabCiLocal = resolve(
  require.resolve('gitlab-ci-local/package.json'),
  '../dist/index.js',
);

/** Makes a folder a repository of GitLab whose last commit on `main` changed one file. */
export async function prepareGitlabRepository(
  directory: string,
  changedFile: string,
): Promise<void> {
  const git = async (...args: string[]) => {
    const { code, output } = await execute(
      'git',
      ['-c', 'user.name=test', '-c', 'user.email=test@test', ...args],
      { cwd: directory, timeoutMs: 60_000 },
    );
    if (code !== 0) throw new Error(output);
  };
  await git('init', '--quiet', '--initial-branch=main');
  await git('remote', 'add', 'origin', 'https://gitlab.com/acme/service.git');
  await git('add', '--all');
  await git('rm', '--quiet', '--cached', changedFile);
  await git('commit', '--quiet', '--message', 'Before');
  await git('update-ref', 'refs/remotes/origin/main', 'HEAD');
  const head = ['refs/remotes/origin/HEAD', 'refs/remotes/origin/main'];
  await git('symbolic-ref', ...head);
  await git('add', changedFile);
  await git('commit', '--quiet', '--message', 'Change');
}
