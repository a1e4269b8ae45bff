import picomatch from 'picomatch';
import { ScopeNames } from '../deployment/ScopeNames';
import { Siblings } from '../deployment/Siblings';
import { isInside, resolvePath } from '../repository/paths';
import { JobOwnership } from './JobOwnership';
import { PipelineDefinition, PipelineJob, PipelineStep } from './model';
import { spokenOf } from './spokenOf';

/** What is needed to tell whose a pipeline is. */
export interface OwnerScope {
  names: ScopeNames;
  siblings: Siblings;
}

/** What pipelines do for the service: without those of others, and without their jobs and steps. */
export function ownPipelines(
  definitions: PipelineDefinition[],
  scope: OwnerScope,
): PipelineDefinition[] {
  if (scope.names.isWhole) return definitions;
  const { names, siblings } = scope;
  return definitions
    .filter(definition => concerns(definition, names))
    .map(definition => {
      const ownership = new JobOwnership(definition, siblings);
      return {
        ...definition,
        jobs: definition.jobs.map(job => ({
          ...job,
          steps: ownership.isOthers(job)
            ? approvals(job)
            : job.steps.filter(step => isOwnStep(step, job, scope)),
          deliversOthers: ownership.deliversOthers(job),
        })),
      };
    });
}

/** What a person is asked for in another service's job stands before all that follows. */
function approvals({ steps }: PipelineJob): PipelineStep[] {
  return steps
    .filter(({ approval }) => approval === true)
    .map(step => ({ ...step, uses: undefined, script: undefined, inputs: {} }));
}

/** Path filters that leave the service's folder out make it a pipeline of others. */
function concerns({ paths }: PipelineDefinition, names: ScopeNames): boolean {
  const positive = paths.filter(path => !path.startsWith('!'));
  if (positive.length === 0) return true;
  const folder = names.scope.path;
  return positive.some(pattern => {
    const fixed = pattern.split(/[*?[{]/)[0].replace(/\/$/, '');
    if (isInside(folder, fixed) || isInside(fixed, folder)) return true;
    return safely(() =>
      picomatch.isMatch(`${folder}/x`, pattern, { dot: true }),
    );
  });
}

/** A step that runs in the folder of another service, or names others and not this one, is theirs. */
function isOwnStep(
  step: PipelineStep,
  job: PipelineJob,
  { names, siblings }: OwnerScope,
): boolean {
  const { folder, script } = step;
  const { path } = names.scope;
  const inScope = (at: string) => isInside(path, at) || isInside(at, path);
  if (!folder.includes('$') && !inScope(folder)) return false;
  const moved = /^[ \t]*cd ([\w./-]+)/m.exec(script ?? '')?.[1];
  const target = moved === undefined ? undefined : resolvePath(folder, moved);
  if (target !== undefined && !inScope(target)) return false;
  return !siblings.speaksOfOthers(spokenOf(step, job));
}

function safely(test: () => boolean): boolean {
  try {
    return test();
  } catch {
    return true;
  }
}
