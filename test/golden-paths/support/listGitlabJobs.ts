import { resolve } from 'node:path';
import { execute } from './execute';

const bin = resolve(
  require.resolve('gitlab-ci-local/package.json'),
  '../dist/index.js',
);

/** A job as GitLab would run it. */
export interface GitlabJob {
  name: string;
  stage: string;
  when: string;
  needs: string[];
}

/**
 * The jobs that GitLab runs after a push to `main` that changes a file. The pipeline is validated against GitLab's
 * schema on the way; what it says against it is thrown.
 */
export async function listGitlabJobs(
  directory: string,
  changedFile: string,
): Promise<GitlabJob[]> {
  const run = async (command: string, args: string[]) => {
    const { code, output } = await execute(command, args, {
      cwd: directory,
      timeoutMs: 60_000,
    });
    if (code !== 0) throw new Error(output);
    return output;
  };
  const git = (...args: string[]) =>
    run('git', ['-c', 'user.name=test', '-c', 'user.email=test@test', ...args]);
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
  const output = await run(process.execPath, [bin, '--list-csv']);
  const [, table] = output.split(
    'name;description;stage;when;allowFailure;needs\n',
  );
  if (!table) throw new Error(output);
  return table
    .trim()
    .split('\n')
    .map(line => line.split(';'))
    .filter(columns => columns.length === 6)
    .map(([name, , stage, when, , needs]) => {
      return {
        name,
        stage,
        when,
        needs: needs.replace(/[[\]]/g, '').split(',').filter(Boolean),
      };
    });
}
