import { execute } from './execute';
import {
  gitlabCiLocal,
  prepareGitlabRepository,
} from './prepareGitlabRepository';

/** A job as GitLab would run it. */
export interface GitlabJob {
  name: string;
  stage: string;
  when: string;
  needs: string[];
}

/**
 * The jobs that GitLab runs after a push to `main` that changes a file, or for what `variables` say instead. The
 * pipeline is validated against GitLab's schema on the way; what it says against it is thrown.
 */
export async function listGitlabJobs(
  directory: string,
  changedFile: string,
  variables: Record<string, string> = {},
): Promise<GitlabJob[]> {
  await prepareGitlabRepository(directory, changedFile);
  const given = Object.entries(variables).flatMap(([key, value]) => [
    '--variable',
    `${key}=${value}`,
  ]);
  const { code, output } = await execute(
    process.execPath,
    [gitlabCiLocal, '--list-csv', ...given],
    { cwd: directory, timeoutMs: 60_000 },
  );
  if (code !== 0) throw new Error(output);
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
