import { InputError } from '@backstage/errors';
import { YAMLMap } from 'yaml';
import { GitlabReferences, gitlabJob, Part } from './gitlabJob';
import { PipelineJob, PipelineModel } from './PipelineModel';
import { PlatformSteps } from './PlatformSteps';
import { mapping } from './yamlNodes';

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
      const emitted = gitlabJob(platform, references, {
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
