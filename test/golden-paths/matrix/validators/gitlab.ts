import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eachFile, inFolder } from '../files';
import { listGitlabJobs } from '../../support/listGitlabJobs';
import { Validator } from '../Validator';

/** GitLab accepts the pipeline, by its schema and its rules. */
export const gitlabValidator: Validator = {
  name: 'gitlab-ci-local',
  units: files => eachFile(files, path => path === '.gitlab-ci.yml'),
  check: unit =>
    inFolder(unit, async folder => {
      try {
        await writeFile(join(folder, 'change'), '');
        await listGitlabJobs(folder, 'change');
        return [];
      } catch (error) {
        return [error instanceof Error ? error.message : String(error)];
      }
    }),
};
