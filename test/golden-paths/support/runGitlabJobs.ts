import { dirname } from 'node:path';
import { helm } from '../matrix/helm';
import { execute, Executed } from './execute';
import { gitlabCiLocal } from './prepareGitlabRepository';

/**
 * Runs jobs of a repository as GitLab would, except that they run on this machine instead of in their containers.
 */
export function runGitlabJobs(
  directory: string,
  jobs: string[],
): Promise<Executed> {
  const path = [dirname(helm.bin), dirname(process.execPath), process.env.PATH];
  return execute(
    'env',
    [
      `PATH=${path.join(':')}`,
      process.execPath,
      gitlabCiLocal,
      '--force-shell-executor',
      '--shell-isolation',
      '--color=false',
      ...jobs,
    ],
    { cwd: directory, timeoutMs: 280_000 },
  );
}
