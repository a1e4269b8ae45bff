import { parse } from 'yaml';
import { complaints, missingProgram } from '../command';
import { eachFile, inFolder, textOf } from '../files';
import { Validator } from '../Validator';

interface Workflow {
  jobs?: Record<string, { steps?: { run?: string; shell?: string }[] }>;
}

/** Scripts, and what the steps of workflows run, are sound shell. */
export const shellValidator: Validator = {
  name: 'shellcheck',
  missing: () => missingProgram('shellcheck'),
  units: files =>
    eachFile(
      files,
      path =>
        path.endsWith('.sh') || /^\.github\/workflows\/[^/]+\.yml$/.test(path),
    ),
  check(unit) {
    const [file] = unit.files;
    const scripts = file.path.endsWith('.sh')
      ? [file]
      : stepsOf(textOf(file)).map((script, index) => ({
          ...file,
          path: `step-${index + 1}.sh`,
          contents: Buffer.from(script),
        }));
    if (scripts.length === 0) return Promise.resolve([]);
    return inFolder({ ...unit, files: scripts }, folder =>
      complaints(
        'shellcheck',
        [
          '--format=gcc',
          // The environment of a step is set in its workflow.
          ...(file.path.endsWith('.sh') ? [] : ['--exclude=SC2154']),
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
