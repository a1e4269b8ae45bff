import { InputError } from '@backstage/errors';
import { isMap, Node, Pair, Scalar, YAMLMap } from 'yaml';
import { PipelineJob, PipelineModel, PipelineStep } from './PipelineModel';
import { PlatformSteps } from './PlatformSteps';
import {
  commented,
  Entries,
  flow,
  itemsOf,
  mapping,
  sequence,
} from './yamlNodes';

/** What the jobs refer to in the rest of the file. */
export interface GitlabReferences {
  /** The paths whose change starts a job. */
  changed: () => Node;
  /** The hidden job that brings the service's language. */
  language: string;
  /** A container, in full where it is named first. */
  container: (name: string) => Node | string;
}

/** Steps of a job that run in one container. */
interface Part {
  id: string;
  container: string | undefined;
  steps: PipelineStep[];
}

const mainOnly =
  '$CI_PIPELINE_SOURCE == "push" && $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH';
const deployed = '.deployed';
/** What stands for something else at the top of the file. */
const reserved = new Set(
  'image services stages types before_script after_script variables cache include workflow default spec pages'.split(
    ' ',
  ),
);

/**
 * The jobs of a pipeline as GitLab has them. A job runs in one container there, so a step that needs another one begins
 * a job of its own, after the rest.
 */
export function gitlabJobs(
  model: PipelineModel,
  platform: PlatformSteps,
  references: GitlabReferences,
): Record<string, YAMLMap> {
  const parts = new Map(
    Object.entries(model.jobs).map(([id, job]) => [
      id,
      partsOf(platform, id, job),
    ]),
  );
  const jobs: Record<string, YAMLMap> = {};
  const add = (id: string, job: YAMLMap) => {
    if (jobs[id] || reserved.has(id)) {
      throw new InputError(
        `"${id}" is taken: GitLab cannot have a job of that name`,
      );
    }
    jobs[id] = job;
  };
  for (const [id, job] of Object.entries(model.jobs)) {
    const own = parts.get(id) as Part[];
    own.forEach((part, index) => {
      const needs =
        index > 0
          ? [own[0].id, own[index - 1].id]
          : job.needs.flatMap(other => awaited(model, parts, job, other));
      const emitted = emitJob(platform, references, {
        job,
        part,
        isFirst: index === 0,
        needs: [...new Set(needs)],
      });
      add(job.matrix ? `.${part.id}` : part.id, emitted);
      // With GitLab's own matrix, each job would bear the digest of its image in its name.
      for (const version of job.matrix ?? []) {
        const image = platform.value<string>('toolchain', 'images', version);
        add(
          `${part.id}-${version}`,
          mapping({ extends: `.${part.id}`, image }),
        );
      }
    });
  }
  return jobs;
}

/** What a job waits for when it needs another one: the end of it, and what it hands on. */
function awaited(
  { jobs }: PipelineModel,
  parts: ReadonlyMap<string, Part[]>,
  job: PipelineJob,
  other: string,
): string[] {
  const them = parts.get(other) as Part[];
  const last = them[them.length - 1].id;
  const versions = jobs[other].matrix?.map(version => `${last}-${version}`);
  if (versions) return versions;
  return job.input?.job === other ? [them[0].id, last] : [last];
}

function partsOf(
  platform: PlatformSteps,
  id: string,
  job: PipelineJob,
): Part[] {
  const parts: Part[] = [];
  for (const step of job.steps) {
    const own =
      step.uses && platform.has('steps', step.uses, 'container')
        ? platform.value<string>('steps', step.uses, 'container')
        : undefined;
    const container = own ?? job.tool;
    const last = parts[parts.length - 1];
    if (last && last.container === container) last.steps.push(step);
    else {
      const name = last ? step.uses ?? step.id ?? `${id}-${parts.length}` : id;
      parts.push({ id: name, container, steps: [step] });
    }
  }
  return parts;
}

function emitJob(
  platform: PlatformSteps,
  references: GitlabReferences,
  options: { job: PipelineJob; part: Part; isFirst: boolean; needs: string[] },
): YAMLMap {
  const { job, part, isFirst, needs } = options;
  const extra = part.steps.flatMap(({ uses }) =>
    uses && platform.has('steps', uses, 'job')
      ? [platform.map('steps', uses, 'job')]
      : [],
  );
  const usesToolchain = job.toolchain !== undefined && !part.container;
  const after = afterScript(platform, part);
  const own = mapping(
    {
      extends: usesToolchain ? references.language : undefined,
      stage: job.stage,
      needs: needs.length > 0 ? flow(needs) : undefined,
      image: part.container ? references.container(part.container) : undefined,
      services: servicesOf(job),
      variables: variablesOf(job, extra),
      environment: job.environment && {
        name: job.environment.name,
        url: job.environment.url,
        deployment_tier: job.environment.name,
      },
      resource_group: job.exclusive,
      interruptible: job.exclusive ? false : undefined,
      timeout: `${job.minutes} minutes`,
      rules: rulesOf(platform, references, job, extra),
      coverage: coverageOf(platform, job, isFirst),
      script: sequence(
        part.steps.flatMap(step => script(platform, part, step)),
      ),
      after_script: after.length > 0 ? sequence(after) : undefined,
      artifacts: artifactsOf(platform, job, isFirst),
    },
    isFirst ? job.why : part.steps[0].why,
  );
  for (const map of extra) {
    for (const pair of map.items) {
      const key = (pair.key as Scalar).value as string;
      if (key === 'rules' || key === 'variables') continue;
      own.delete(key);
      insertBefore(own, 'script', pair as Pair<Scalar, Node>);
    }
  }
  return own;
}

function insertBefore(map: YAMLMap, key: string, pair: Pair<Scalar, Node>) {
  const at = map.items.findIndex(item => (item.key as Scalar).value === key);
  const position = pair.key.value === 'artifacts' ? map.items.length : at;
  map.items.splice(position, 0, pair);
}

function servicesOf({ services }: PipelineJob) {
  const entries = Object.entries(services).map(([alias, service]) =>
    mapping({
      name: service.image,
      alias,
      variables: service.variables,
    }),
  );
  return entries.length > 0 ? sequence(entries) : undefined;
}

function variablesOf(job: PipelineJob, extra: YAMLMap[]): YAMLMap | undefined {
  const map = mapping(
    Object.fromEntries(
      Object.entries(job.variables).map(([key, value]) => [
        key,
        Object.keys(job.services).reduce(
          (text, id) => text.replaceAll(`{${id}}`, id),
          value,
        ),
      ]),
    ),
  );
  for (const each of extra) {
    const more = each.get('variables', true) as unknown;
    if (isMap(more)) {
      const first = more.items[0]?.key as Scalar | undefined;
      if (more.commentBefore && first) first.commentBefore = more.commentBefore;
      map.items.push(...more.items);
    }
  }
  if (job.steps.some(({ undoes }) => undoes)) {
    map.items.push(...mapping({ RUNNER_AFTER_SCRIPT_TIMEOUT: '10m' }).items);
  }
  return map.items.length > 0 ? map : undefined;
}

function rulesOf(
  platform: PlatformSteps,
  { changed }: GitlabReferences,
  job: PipelineJob,
  extra: YAMLMap[],
): Node {
  if (job.always) return sequence([mapping({ when: 'on_success' })]);
  if (job.only === 'main') {
    const rule = mapping({ if: mainOnly, changes: changed() });
    if (job.environment?.approval) {
      rule.items.push(
        ...mapping(
          { when: 'manual' },
          'The protected environment decides who may start it.',
        ).items,
      );
    }
    return sequence([rule]);
  }
  const never: Entries[] = job.except
    ? [
        {
          if: platform.value<string>('conditions', job.except),
          when: 'never',
        },
      ]
    : [];
  const given = extra.flatMap(map => itemsOf(map.get('rules', true)));
  const rules = given.filter(isMap).map(rule => {
    rule.delete('when');
    const last = rule.items.findIndex(
      ({ key }) => (key as Scalar).value === 'variables',
    );
    const [pair] = mapping({ changes: changed() }).items;
    if (last < 0) rule.items.push(pair);
    else rule.items.splice(last, 0, pair);
    return rule;
  });
  return sequence([
    ...never,
    ...(rules.length > 0 ? rules : [mapping({ changes: changed() })]),
  ]);
}

function script(
  platform: PlatformSteps,
  part: Part,
  step: PipelineStep,
): Node[] {
  if (step.undoes) return [];
  if (step.uses) return platform.list('steps', step.uses, 'script');
  const node = (sequence([step.run as string]).items as Node[])[0];
  const comment = [step.name, step.why].filter(Boolean).join('\n');
  if (comment) commented(node, comment);
  const isUndone = part.steps.some(({ undoes }) => undoes === step.id);
  return step.id && isUndone ? [node, new Scalar(`touch ${deployed}`)] : [node];
}

function afterScript(platform: PlatformSteps, part: Part): Node[] {
  return part.steps.flatMap(step => {
    if (step.uses && platform.has('steps', step.uses, 'after_script')) {
      return platform.list('steps', step.uses, 'after_script');
    }
    if (!step.undoes) return [];
    const node = new Scalar(
      `if [ "$CI_JOB_STATUS" = failed ] && [ -f ${deployed} ]; then ${step.run}; fi`,
    );
    return [step.name ? commented(node, step.name) : node];
  });
}

function coverageOf(
  platform: PlatformSteps,
  { artifacts }: PipelineJob,
  isFirst: boolean,
): string | undefined {
  const own = ['artifacts', artifacts?.name ?? '', 'coverage'];
  return isFirst && platform.has(...own) ? platform.value(...own) : undefined;
}

function artifactsOf(
  platform: PlatformSteps,
  { artifacts }: PipelineJob,
  isFirst: boolean,
): Entries | undefined {
  if (!artifacts || !isFirst) return undefined;
  const own = ['artifacts', artifacts.name, 'reports'];
  return {
    paths: flow(artifacts.paths),
    reports: platform.has(...own) ? platform.node(...own) : undefined,
    expire_in: `${artifacts.days} days`,
  };
}
