import { writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { eachFile, inFolder } from '../files';
import { listGitlabJobs } from '../../support/listGitlabJobs';
import { Validator } from '../Validator';

const pipeline = '.gitlab-ci.yml';

/** GitLab accepts the pipeline, by its schema and its rules. */
export const gitlabValidator: Validator = {
  name: 'gitlab-ci-local',
  units: files =>
    eachFile(files, path => path === pipeline).map(({ label }) => ({
      label,
      // With what it includes.
      files: files.filter(({ path }) => basename(path) === pipeline),
    })),
  check: unit =>
    inFolder(unit, async folder => {
      // A change for which each of them has jobs.
      const [last] = unit.files.map(({ path }) => dirname(path)).reverse();
      const change = join(last, 'change');
      try {
        await writeFile(join(folder, change), '');
        await listGitlabJobs(folder, change);
        return [];
      } catch (error) {
        return [error instanceof Error ? error.message : String(error)];
      }
    }),
};
