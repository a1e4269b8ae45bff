import { Document, Node } from 'yaml';
import { PipelineJob, PipelineModel, PipelineStep } from './PipelineModel';
import { PlatformSteps } from './PlatformSteps';
import {
  commented,
  Entries,
  fill,
  flow,
  introduce,
  mapping,
  quoted,
  sequence,
  Value,
} from './yamlNodes';

const expression = (text: string) => `\${{ ${text} }}`;

/** A pipeline as a workflow of GitHub Actions. */
export function emitGithub(
  model: PipelineModel,
  platform: PlatformSteps,
): string {
  const { branch, versions, schedule } = model;
  const ignore = () => flow(model.ignore.map(quoted));
  const jobs = mapping(
    Object.fromEntries(
      Object.entries(model.jobs).map(([id, job]) => [
        id,
        emitJob(model, platform, job),
      ]),
    ),
  );
  Object.keys(model.jobs)
    .slice(1)
    .forEach(id => introduce(jobs, id));
  const contents = mapping({
    name: 'ci',
    on: {
      push: {
        branches: flow([branch]),
        tags: flow([quoted(versions)]),
        'paths-ignore': ignore(),
      },
      pull_request: {
        types: model.label
          ? flow(['opened', 'synchronize', 'reopened', 'labeled'])
          : undefined,
        'paths-ignore': ignore(),
      },
      schedule: sequence([
        commented(mapping({ cron: quoted(schedule.cron) }), schedule.why),
      ]),
    },
    permissions: { contents: 'read' },
    concurrency: {
      group: `ci-${expression('github.ref')}`,
      'cancel-in-progress': expression("github.event_name == 'pull_request'"),
    },
    jobs,
  });
  for (const key of ['on', 'permissions', 'concurrency', 'jobs']) {
    introduce(contents, key);
  }
  return new Document(contents).toString({
    lineWidth: 0,
    flowCollectionPadding: false,
  });
}

function emitJob(
  model: PipelineModel,
  platform: PlatformSteps,
  job: PipelineJob,
): Node {
  const permissions = Object.assign(
    { contents: 'read' },
    ...job.permissions.map(each =>
      platform.value<Record<string, string>>('permissions', each),
    ),
  );
  return mapping(
    {
      needs: needsOf(job),
      if: conditionOf(model, platform, job),
      'runs-on': 'ubuntu-24.04',
      'timeout-minutes': job.minutes,
      strategy: job.matrix && {
        'fail-fast': true,
        matrix: { version: flow(job.matrix) },
      },
      environment: job.environment?.url
        ? { name: job.environment.name, url: job.environment.url }
        : job.environment?.name,
      concurrency: job.exclusive
        ? { group: job.exclusive, 'cancel-in-progress': false }
        : undefined,
      permissions: job.permissions.length > 0 ? permissions : undefined,
      services: servicesOf(job),
      env: variablesOf(job),
      outputs: job.output
        ? {
            [job.output]: expression(
              platform.value<string>('outputs', job.output),
            ),
          }
        : undefined,
      steps: sequence(stepsOf(platform, job)),
    },
    job.why,
  );
}

function needsOf({ needs }: PipelineJob): Value | undefined {
  if (needs.length === 0) return undefined;
  return needs.length === 1 ? needs[0] : flow(needs);
}

function conditionOf(
  { branch }: PipelineModel,
  platform: PlatformSteps,
  { only, except }: PipelineJob,
): string | undefined {
  if (only === 'main') {
    return `github.event_name == 'push' && github.ref == 'refs/heads/${branch}'`;
  }
  return except && platform.value<string>('conditions', except);
}

function servicesOf({ services }: PipelineJob): Entries | undefined {
  const entries = Object.entries(services).map(([id, service]) => [
    id,
    {
      image: service.image,
      env: service.variables,
      ports: flow([quoted(`${service.port}:${service.port}`)]),
      options: `--health-cmd "${service.healthy}" --health-interval 3s --health-timeout 3s --health-retries 20`,
    },
  ]);
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

function variablesOf(job: PipelineJob): Entries | undefined {
  const { services, input } = job;
  const entries = Object.entries(job.variables).map(([key, value]) => [
    key,
    Object.keys(services).reduce(
      // The ports of services are those of the machine that runs the job.
      (text, id) => text.replaceAll(`{${id}}`, 'localhost'),
      value,
    ),
  ]);
  if (input) {
    entries.push([
      input.name,
      expression(`needs.${input.job}.outputs.${input.name}`),
    ]);
  }
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

function stepsOf(platform: PlatformSteps, job: PipelineJob): Node[] {
  const steps = job.steps.flatMap(step => emitStep(platform, step));
  const hasOwnCheckout = steps.some(step =>
    String(step).includes('actions/checkout@'),
  );
  const version =
    job.toolchain === 'matrix' ? expression('matrix.version') : job.toolchain;
  const { artifacts } = job;
  return [
    ...(hasOwnCheckout ? [] : platform.list('checkout')),
    ...(version === undefined
      ? []
      : platform.list('toolchain').map(node => fill(node, { version }))),
    ...(job.tool ? platform.list('tools', job.tool) : []),
    ...steps,
    ...(artifacts
      ? platform.list('artifacts').map(node =>
          fill(node, {
            name: job.matrix
              ? `${artifacts.name}-${expression('matrix.version')}`
              : artifacts.name,
            path: artifacts.paths.join('\n'),
            days: artifacts.days,
          }),
        )
      : []),
  ];
}

function emitStep(platform: PlatformSteps, step: PipelineStep): Node[] {
  if (step.uses) {
    const [first, ...rest] = platform.list('steps', step.uses);
    return [step.why ? commented(first, step.why) : first, ...rest];
  }
  const own = mapping({
    name: step.name,
    id: step.id,
    if: step.undoes
      ? `failure() && steps.${step.undoes}.outcome == 'success'`
      : undefined,
    run: step.run,
  });
  return [step.why ? commented(own, step.why) : own];
}
