import { parse } from 'yaml';
import { complaints, missingProgram } from '../command';
import { eachFile, inFolder, textOf } from '../files';
import { Validator } from '../Validator';

interface Workflow {
  jobs?: Record<string, { steps?: { run?: string; shell?: string }[] }>;
}

interface GitlabJob {
  before_script?: string[];
  script?: string[];
  after_script?: string[];
}

const isPipeline = (path: string) =>
  path === '.gitlab-ci.yml' || /^\.github\/workflows\/[^/]+\.yml$/.test(path);

/** Scripts, and what the steps of workflows run, are sound shell. */
export const shellValidator: Validator = {
  name: 'shellcheck',
  missing: () => missingProgram('shellcheck'),
  units: files =>
    eachFile(files, path => path.endsWith('.sh') || isPipeline(path)),
  check(unit) {
    const [file] = unit.files;
    const scripts = file.path.endsWith('.sh')
      ? [file]
      : (file.path === '.gitlab-ci.yml' ? jobsOf : stepsOf)(textOf(file)).map(
          (script, index) => ({
            ...file,
            path: `step-${index + 1}.sh`,
            contents: Buffer.from(script),
          }),
        );
    if (scripts.length === 0) return Promise.resolve([]);
    return inFolder({ ...unit, files: scripts }, folder =>
      complaints(
        'shellcheck',
        [
          '--format=gcc',
          // The environment of a step is set in its workflow, and a script of GitLab ends with its first failure.
          ...(file.path.endsWith('.sh') ? [] : ['--exclude=SC2154,SC2164']),
          ...scripts.map(({ path }) => path),
        ],
        folder,
      ),
    );
  },
};

// GitHub puts values where its expressions stand; what they are does not matter here.
function stepsOf(workflow: string): string[] {
  const { jobs = {} } = parse(workflow) as Workflow;
  return Object.values(jobs)
    .flatMap(({ steps = [] }) => steps)
    .filter(({ shell = 'bash' }) => shell === 'bash')
    .flatMap(({ run }) =>
      run
        ? [`#!/usr/bin/env bash\n${run.replace(/\$\{\{.*?\}\}/g, 'x')}\n`]
        : [],
    );
}

// The parts of a script run one after the other in one shell, which need not be bash.
function jobsOf(pipeline: string): string[] {
  const jobs = Object.values(parse(pipeline) as Record<string, GitlabJob>);
  return jobs.flatMap(
    ({ before_script: before, script, after_script: after }) =>
      [[...(before ?? []), ...(script ?? [])], after ?? []]
        .filter(parts => parts.length > 0)
        .map(parts => `#!/bin/sh\n${parts.join('\n')}\n`),
  );
}
