import { resolvePath } from '../../repository/paths';
import { Cursor } from '../../repository/yaml/Cursor';
import {
  PipelineDefinition,
  PipelineJob,
  PipelineReference,
  PipelineStep,
  Setting,
} from '../model';
import { actionReference, imageReference } from '../references';
import { inputsOf, pathsOf, triggersOf } from './githubTriggers';
import { resolved, settingsOf, settingsOfJob } from './githubValues';

/** The YAML files that workflows can refer to, by path. */
export type PipelineFiles = ReadonlyMap<string, Cursor>;

interface Call {
  triggers: string[];
  inputs: Record<string, string[]>;
  /** The values of variables, and of what a workflow that is used is given. */
  settings: Setting[];
  depth: number;
}

/** A workflow of GitHub Actions, with the reusable workflows and composite actions of the repository in place. */
export function readWorkflow(
  root: Cursor,
  files: PipelineFiles,
): PipelineDefinition {
  const { path } = root.position;
  const on = root.get('on').exists ? root.get('on') : root.get('true');
  const triggers = triggersOf(on);
  const called = triggers.length === 1 && triggers[0] === 'workflow';
  const references: PipelineReference[] = [];
  const settings: Setting[] = [];
  const call: Call = { triggers, inputs: inputsOf(on), settings, depth: 0 };
  return {
    system: 'github-actions',
    path,
    name: root.get('name').text() ?? path,
    paths: called ? [] : pathsOf(on),
    jobs: readJobs(root, files, call, references),
    references,
  };
}

/** The workflows of the repository that a workflow uses. */
export function usedWorkflows(root: Cursor): string[] {
  return root
    .get('jobs')
    .entries()
    .flatMap(([, job]) => job.get('uses').text() ?? [])
    .filter(uses => uses.startsWith('./'))
    .map(uses => uses.slice(2));
}

/** Paths of workflows that a workflow uses by the name of a repository, which can be its own. */
export function namedWorkflows(root: Cursor): string[] {
  return root
    .get('jobs')
    .entries()
    .flatMap(([, job]) => job.get('uses').text() ?? [])
    .flatMap(
      uses => /\/(\.github\/workflows\/[^@]{1,200})@/.exec(uses)?.[1] ?? [],
    );
}

function readJobs(
  root: Cursor,
  files: PipelineFiles,
  call: Call,
  references: PipelineReference[],
): PipelineJob[] {
  const defaults = root.get('defaults', 'run', 'working-directory').text();
  const shared = [...call.settings, ...settingsOf(root.get('env'))];
  return root
    .get('jobs')
    .entries()
    .flatMap(([id, job]): PipelineJob[] => {
      if (isNever(job.get('if'))) return [];
      const { path, line } = job.position;
      const uses = job.get('uses').text();
      const inputs = job.get('with').record();
      const environments = [
        job.get('environment', 'name').text() ?? job.get('environment').text(),
        uses === undefined ? undefined : inputs.environment,
      ]
        .flatMap(text => (text === undefined ? [] : [text]))
        .flatMap(text => resolved(text, call.inputs, job));
      const base: PipelineJob = {
        id,
        name: job.get('name').text() ?? id,
        path,
        line,
        environments: [...new Set(environments)].filter(
          environment => !environment.includes('${{'),
        ),
        needs: job.get('needs').texts(),
        triggers: call.triggers,
        approval: false,
        steps: [],
        settings: [...shared, ...settingsOfJob(job)],
      };
      if (uses !== undefined) {
        references.push(...actionReference(uses, { path, line }));
        return reused(base, uses, job, files, call, references);
      }
      imagesOf(job).forEach(image =>
        references.push(
          imageReference('github-actions', image.text()!, lineOf(image), false),
        ),
      );
      const folder =
        job.get('defaults', 'run', 'working-directory').text() ??
        defaults ??
        '';
      base.steps = job
        .get('steps')
        .items()
        .flatMap(step => readStep(step, folder, files, references, 0));
      return [base];
    });
}

/** A job that uses a workflow: the jobs of that workflow, or a step that stands for it where it is elsewhere. */
function reused(
  job: PipelineJob,
  uses: string,
  cursor: Cursor,
  files: PipelineFiles,
  call: Call,
  references: PipelineReference[],
): PipelineJob[] {
  const local = uses.startsWith('./')
    ? resolvePath('', uses.slice(2))
    : undefined;
  const target = local === undefined ? undefined : files.get(local);
  const inputs = cursor.get('with').record();
  if (!target || call.depth >= 4) {
    const step = {
      name: job.name,
      path: job.path,
      line: job.line,
      uses,
      elsewhere: 'pipeline' as const,
      inputs,
      folder: '',
      // Commands are handed to reusable workflows as inputs.
      script: Object.values(inputs).join('\n'),
    };
    return [{ ...job, steps: [step] }];
  }
  const given = Object.fromEntries(
    Object.entries(inputs).map(([name, text]) => [
      name,
      resolved(text, call.inputs, cursor),
    ]),
  );
  const inner = readJobs(
    target,
    files,
    {
      triggers: call.triggers,
      inputs: { ...inputsOf(target.get('on')), ...given },
      settings: [...(job.settings ?? []), ...settingsOf(cursor.get('with'))],
      depth: call.depth + 1,
    },
    references,
  );
  return inner.map(item => ({
    ...item,
    id: `${job.id}/${item.id}`,
    needs: [...item.needs.map(need => `${job.id}/${need}`), ...job.needs],
    environments:
      item.environments.length > 0 ? item.environments : job.environments,
  }));
}

function readStep(
  step: Cursor,
  folder: string,
  files: PipelineFiles,
  references: PipelineReference[],
  depth: number,
): PipelineStep[] {
  if (isNever(step.get('if'))) return [];
  const { path, line } = step.position;
  const uses = step.get('uses').text();
  const written = step.get('working-directory').text() ?? folder;
  const base: PipelineStep = {
    name: step.get('name').text() ?? uses ?? firstLine(step.get('run').text()),
    path,
    line,
    script: step.get('run').text(),
    uses,
    inputs: step.get('with').record(),
    folder: resolvePath('', written) ?? '',
    approval: uses !== undefined && /manual-approval|await-approval/.test(uses),
  };
  if (uses === undefined) return [base];
  references.push(...actionReference(uses, { path, line }));
  if (!uses.startsWith('./') || depth >= 4) return [base];
  const action = ['action.yml', 'action.yaml']
    .map(name => resolvePath(uses.slice(2), name))
    .map(found => (found === undefined ? undefined : files.get(found)))
    .find(found => found !== undefined);
  if (!action) return [base];
  const inner = action
    .get('runs', 'steps')
    .items()
    .flatMap(item => readStep(item, folder, files, references, depth + 1));
  // What it does is in its steps.
  return [{ ...base, uses: undefined }, ...inner];
}

function imagesOf(job: Cursor): Cursor[] {
  const container = job.get('container');
  return [
    container.isMapping ? container.get('image') : container,
    ...job
      .get('services')
      .entries()
      .map(([, service]) => service.get('image')),
  ].filter(image => {
    const text = image.text();
    return text !== undefined && text !== '' && !text.includes('${{');
  });
}

function isNever(condition: Cursor): boolean {
  const text = condition.text()?.trim();
  return text === 'false' || /^\$\{\{\s*false\s*\}\}$/.test(text ?? '');
}

function firstLine(text: string | undefined): string {
  return (text ?? '').split('\n')[0].slice(0, 80);
}

function lineOf(cursor: Cursor): { path: string; line: number } {
  const { path, line } = cursor.position;
  return { path, line };
}
