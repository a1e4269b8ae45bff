import { isMap, Node, Pair, Scalar, YAMLMap } from 'yaml';
import { gitlabRules } from './gitlabRules';
import { gitlabAfterScript, gitlabScript } from './gitlabScript';
import { PipelineJob, PipelineStep } from './PipelineModel';
import { PlatformSteps } from './PlatformSteps';
import { Entries, flow, mapping, sequence } from './yamlNodes';

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
export interface Part {
  id: string;
  container: string | undefined;
  steps: PipelineStep[];
}

/** A part of a job of the model as a job of GitLab. */
export function gitlabJob(
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
  const after = gitlabAfterScript(platform, part.steps);
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
      rules: gitlabRules(platform, references.changed, job, extra),
      coverage: coverageOf(platform, job, isFirst),
      script: sequence(
        part.steps.flatMap(step => gitlabScript(platform, part.steps, step)),
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
