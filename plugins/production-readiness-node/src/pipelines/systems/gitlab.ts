import { Cursor } from '../../repository/yaml/Cursor';
import { isMapping } from '../../repository/yaml/Located';
import { strategicMerge } from '../../kustomize/strategicMerge';
import { PipelineFiles } from './githubActions';
import {
  PipelineDefinition,
  PipelineJob,
  PipelineReference,
  PipelineStep,
} from '../model';
import { included } from './gitlabIncludes';
import { imageReference } from '../references';

const reserved = new Set([
  'stages',
  'variables',
  'default',
  'include',
  'workflow',
  'image',
  'services',
  'cache',
  'before_script',
  'after_script',
  'spec',
]);

/** A `.gitlab-ci.yml`, with the files of the repository that it includes and the jobs that it extends. */
export function readGitlabPipeline(
  root: Cursor,
  files: PipelineFiles,
): PipelineDefinition {
  const { path } = root.position;
  const references: PipelineReference[] = [];
  const others: PipelineStep[] = [];
  const roots = included(root, files, references, others, 0);
  const all = new Map<string, Cursor>();
  for (const each of roots) {
    for (const [name, job] of each.entries()) {
      if (!reserved.has(name) && job.isMapping) all.set(name, job);
    }
  }
  const stages = roots.flatMap(each => each.get('stages').texts());
  const images = roots.map(each =>
    each.get('default', 'image').exists
      ? each.get('default', 'image')
      : each.get('image'),
  );
  images.forEach(image => addImage(image, references));
  const jobs = [...all]
    .filter(([name]) => !name.startsWith('.'))
    .flatMap(([name, job]) => {
      const merged = extended(job, all, 0);
      addImage(merged.get('image'), references);
      merged
        .get('services')
        .items()
        .forEach(service => addImage(service, references));
      return readJob(name, merged, stages, all);
    });
  if (others.length > 0) jobs.push(templateJob(path, others));
  return {
    system: 'gitlab-ci',
    path,
    name: path,
    paths: [],
    jobs,
    references,
  };
}

function addImage(image: Cursor, references: PipelineReference[]): void {
  const name = image.isMapping ? image.get('name') : image;
  const text = name.text();
  if (text === undefined || text.includes('$')) return;
  const { path, line } = name.position;
  references.push(imageReference('gitlab-ci', text, { path, line }, true));
}

function extended(
  job: Cursor,
  all: ReadonlyMap<string, Cursor>,
  depth: number,
): Cursor {
  if (depth > 10) return job;
  let base: unknown;
  for (const name of job.get('extends').texts()) {
    const parent = all.get(name);
    if (!parent || parent.value === job.value) continue;
    const resolved = extended(parent, all, depth + 1).value;
    base = base === undefined ? resolved : strategicMerge(base, resolved);
  }
  if (!isMapping(base)) return job;
  const { script, ...rest } = base;
  const own = job.get('script').exists || script === undefined ? rest : base;
  return Cursor.at(strategicMerge(own, job.value), job.position);
}

function readJob(
  name: string,
  job: Cursor,
  stages: string[],
  all: ReadonlyMap<string, Cursor>,
): PipelineJob[] {
  const { path, line } = job.position;
  const rules = job.get('rules').items();
  const whens = [
    job.get('when').text(),
    ...rules.map(rule => rule.get('when').text()),
  ];
  const isNever = (item: Cursor) => item.get('when').text() === 'never';
  if (isNever(job) || (rules.length > 0 && rules.every(isNever))) return [];
  const environment =
    job.get('environment', 'name').text() ?? job.get('environment').text();
  const stage = job.get('stage').text() ?? 'test';
  const position = stages.indexOf(stage);
  const earlier = [...all]
    .filter(([other]) => other !== name && !other.startsWith('.'))
    .filter(([, other]) => {
      const at = stages.indexOf(other.get('stage').text() ?? 'test');
      return at >= 0 && at < position;
    })
    .map(([other]) => other);
  const needs = job.get('needs').exists
    ? job
        .get('needs')
        .items()
        .flatMap(need => need.text() ?? need.get('job').text() ?? [])
    : earlier;
  const script = [
    ...job.get('before_script').texts(),
    ...scriptTexts(job.get('script')),
  ].join('\n');
  const trigger = job.get('trigger');
  return [
    {
      id: name,
      name,
      path,
      line,
      environments: environment === undefined ? [] : [environment],
      needs,
      triggers: triggersOf(job, rules),
      approval: whens.includes('manual'),
      steps: [
        {
          name,
          path,
          line,
          script: trigger.exists ? `${script}\n` : script,
          inputs: {},
          folder: '',
        },
      ],
    },
  ];
}

/** A script is text, or a list that can hold lists again. */
function scriptTexts(script: Cursor): string[] {
  if (!script.isList) return script.texts();
  return script
    .items()
    .flatMap(item => (item.isList ? item.texts() : item.texts()));
}

/** Without rules, a job runs on every push, merge requests included. */
function triggersOf(job: Cursor, rules: Cursor[]): string[] {
  const conditions = [
    ...rules.flatMap(rule => rule.get('if').text() ?? []),
    ...job.get('only').texts(),
    ...job.get('only', 'refs').texts(),
  ];
  if (conditions.length === 0) return ['pull-request', 'push'];
  const text = conditions.join(' ');
  const triggers = new Set<string>();
  if (/merge_request/.test(text)) triggers.add('pull-request');
  if (/CI_COMMIT_TAG|\btags\b/.test(text)) triggers.add('tag');
  if (/schedule/.test(text)) triggers.add('schedule');
  if (/web|trigger|manual/.test(text)) triggers.add('manual');
  if (
    /CI_COMMIT_BRANCH|CI_COMMIT_REF|CI_DEFAULT_BRANCH|push|branches|main|master|develop/.test(
      text,
    )
  ) {
    triggers.add('push');
  }
  if (triggers.size === 0) triggers.add('push');
  return [...triggers].sort();
}

function templateJob(path: string, steps: PipelineStep[]): PipelineJob {
  return {
    id: 'templates',
    name: 'templates',
    path,
    line: steps[0].line,
    environments: [],
    needs: [],
    triggers: ['pull-request', 'push'],
    approval: false,
    steps,
  };
}
