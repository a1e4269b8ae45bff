import { resolvePath, folderOf } from '../../repository/paths';
import { Cursor } from '../../repository/yaml/Cursor';
import { inserted, itemsOf } from './azureExpressions';
import { triggersOf } from './azureRoots';
import { taskCommand } from './azureTasks';
import { PipelineFiles } from './githubActions';
import {
  PipelineDefinition,
  PipelineJob,
  PipelineStep,
  Setting,
} from '../model';

class Reader {
  /** Paths of the files that it takes. */
  readonly taken = new Set<string>();

  constructor(
    private readonly files: PipelineFiles,
    private readonly triggers: string[],
    private readonly settings: Setting[],
  ) {}

  stages(stages: Cursor[]): PipelineJob[] {
    return this.stagesAfter(stages, []).jobs;
  }

  /** A stage that names none follows the one before it; of stages under opposite conditions, none follows another. */
  private stagesAfter(
    stages: Cursor[],
    before: string[],
  ): { jobs: PipelineJob[]; last: string[] } {
    const jobs: PipelineJob[] = [];
    let [first, last] = [before, before];
    for (const [index, stage] of stages.entries()) {
      const group = inserted(stage);
      if (group) {
        if (!group.isOtherwise) first = last;
        const inner = this.stagesAfter(group.items, first);
        jobs.push(...inner.jobs);
        last = group.isOtherwise
          ? [...new Set([...last, ...inner.last])]
          : inner.last;
        continue;
      }
      const read = this.stage(stage, index, last);
      jobs.push(...read.jobs);
      last = read.id === undefined ? last : [read.id];
    }
    return { jobs, last };
  }

  private stage(
    stage: Cursor,
    index: number,
    before: string[],
  ): { jobs: PipelineJob[]; id?: string } {
    const template = this.template(stage);
    if (template) return { jobs: this.stages(itemsOf(template, 'stages')) };
    const others = elsewhere(stage);
    if (others) return { jobs: [this.other(others, stage)] };
    if (isOff(stage)) return { jobs: [] };
    const id = stage.get('stage').text() ?? `stage${index}`;
    const depends = stage.get('dependsOn');
    const needs = depends.exists ? depends.texts() : before;
    return { jobs: this.jobs(itemsOf(stage, 'jobs'), id, needs, 0), id };
  }

  jobs(
    jobs: Cursor[],
    stage: string,
    needs: string[],
    depth: number,
  ): PipelineJob[] {
    return jobs.flatMap((job): PipelineJob[] => {
      const group = inserted(job);
      if (group) return this.jobs(group.items, stage, needs, depth);
      const template = depth < 5 ? this.template(job) : undefined;
      if (template && job.get('template').exists) {
        return this.jobs(itemsOf(template, 'jobs'), stage, needs, depth + 1);
      }
      const others = elsewhere(job);
      if (others) return [{ ...this.other(others, job), needs }];
      if (isOff(job)) return [];
      const { path, line } = job.position;
      const name =
        job.get('displayName').text() ??
        job.get('deployment').text() ??
        job.get('job').text() ??
        stage;
      const environment =
        job.get('environment', 'name').text() ?? job.get('environment').text();
      const steps = stepsOf(job).flatMap(step => this.step(step, 0));
      return [
        {
          id: stage,
          name,
          path,
          line,
          environments: environment === undefined ? [] : [environment],
          needs: [...needs, ...job.get('dependsOn').texts()],
          triggers: this.triggers,
          approval: steps.some(({ approval }) => approval),
          steps,
          settings: [...this.settings, ...variablesOf(job)],
        },
      ];
    });
  }

  private step(step: Cursor, depth: number): PipelineStep[] {
    if (isOff(step)) return [];
    const group = inserted(step);
    if (group) return group.items.flatMap(one => this.step(one, depth));
    const template = depth < 5 ? this.template(step) : undefined;
    if (template) {
      const inner = itemsOf(template, 'steps').flatMap(one =>
        this.step(one, depth + 1),
      );
      // What a template does, they that give it its parameters decide.
      const { path, line } = step.position;
      return step.get('parameters').isMapping
        ? inner.map(one => ({ ...one, path, line }))
        : inner;
    }
    const others = elsewhere(step);
    if (others) return [others];
    const { path, line } = step.position;
    const inputs = step.get('inputs').record();
    const task = step.get('task').text();
    const script = ['script', 'bash', 'pwsh', 'powershell']
      .flatMap(key => step.get(key).text() ?? [])
      .concat(taskCommand(task, inputs))
      .join('\n');
    return [
      {
        name:
          step.get('displayName').text() ??
          task ??
          script.split('\n')[0].slice(0, 80),
        path,
        line,
        script,
        uses: task,
        inputs,
        folder:
          resolvePath('', step.get('workingDirectory').text() ?? '') ?? '',
        approval: task !== undefined && /^ManualValidation@/.test(task),
      },
    ];
  }

  /** A job that stands for a template of another repository. */
  other(step: PipelineStep, { position }: Cursor): PipelineJob {
    const { path, line } = position;
    return {
      ...{ id: step.name, name: step.name, path, line, needs: [] },
      ...{ environments: [], triggers: this.triggers, approval: false },
      steps: [step],
    };
  }

  template(item: Cursor): Cursor | undefined {
    const written = item.get('template').text();
    if (written === undefined || written.includes('@')) return undefined;
    const { path } = item.position;
    const target = written.startsWith('/')
      ? resolvePath('', written.slice(1))
      : resolvePath(folderOf(path), written);
    const found = target === undefined ? undefined : this.files.get(target);
    if (found) this.taken.add(target!);
    return found;
  }
}

/** Variables, which are a mapping or a list of names with their values. */
function variablesOf(item: Cursor): Setting[] {
  const variables = item.get('variables');
  const listed = variables.items().map(one => one.record());
  return [
    ...Object.entries(variables.record()),
    ...listed.map(({ name = '', value = '' }) => [name, value]),
  ].map(([name, value]) => ({ name, value }));
}

function isOff(item: Cursor): boolean {
  return ['enabled', 'condition'].some(
    key => item.get(key).boolean() === false,
  );
}

/** What a template of another repository stands for; undefined where there is none. */
function elsewhere(item: Cursor): PipelineStep | undefined {
  const uses = item.get('template').text();
  if (uses === undefined || !uses.includes('@')) return undefined;
  const { path, line } = item.position;
  const given = item.get('parameters');
  const inputs = { ...nested(given, 3), ...given.record() };
  const script = Object.values(given.record()).join('\n');
  return {
    ...{ name: uses, path, line, uses, inputs, script, folder: '' },
    elsewhere: 'pipeline',
  };
}

/** What parameters hold in groups, by the last of its names. */
function nested(parameters: Cursor, depth: number): Record<string, string> {
  const inner = parameters.entries().filter(([, group]) => group.isMapping);
  if (depth === 0) return {};
  return Object.assign(
    {},
    ...inner.map(([, group]) => ({
      ...nested(group, depth - 1),
      ...group.record(),
    })),
  );
}

/** The steps of a job, or of any of a deployment's phases. */
function stepsOf(job: Cursor): Cursor[] {
  const strategy = job
    .get('strategy')
    .entries()
    .flatMap(([, kind]) => kind.entries())
    .flatMap(([, phase]) => itemsOf(phase, 'steps'));
  return [...itemsOf(job, 'steps'), ...strategy];
}

/** An Azure pipeline: stages, jobs and steps, with the templates of the repository in place. */
export function readAzurePipeline(
  root: Cursor,
  files: PipelineFiles,
): PipelineDefinition {
  const { path } = root.position;
  const reader = new Reader(files, triggersOf(root), variablesOf(root));
  const base = reader.template(root.get('extends')) ?? root;
  const stages = itemsOf(base, 'stages');
  const extended = elsewhere(root.get('extends'));
  const listed = itemsOf(base, 'jobs');
  const written = listed.length > 0 ? listed : [base];
  const jobs =
    stages.length > 0
      ? reader.stages(stages)
      : reader.jobs(written, 'pipeline', [], 0);
  if (extended) jobs.push(reader.other(extended, root.get('extends')));
  return {
    system: 'azure-pipelines',
    path,
    name: root.get('name').text() ?? path,
    paths: root.get('trigger', 'paths', 'include').texts(),
    jobs,
    takes: [...reader.taken].filter(other => other !== path),
    references: [],
  };
}
