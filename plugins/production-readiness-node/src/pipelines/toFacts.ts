import {
  FactGap,
  FactOf,
  stepPurposes,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import picomatch from 'picomatch';
import { environmentOf } from '../deployment/environments';
import { ScopeNames } from '../deployment/ScopeNames';
import { Siblings } from '../deployment/Siblings';
import { isInside, resolvePath } from '../repository/paths';
import { isOpaque } from './actions';
import { CommandExpander } from './commands/CommandExpander';
import { DeliveryStages } from './DeliveryStages';
import { JobOwnership } from './JobOwnership';
import {
  PipelineDefinition,
  PipelineJob,
  PipelineStep,
  Purpose,
} from './model';
import { purposesOfStep } from './purposesOfStep';

type PipelineFact = FactOf<'pipelines'>;

/** What is needed to tell whose a step is. */
export interface PipelineScope {
  names: ScopeNames;
  siblings: Siblings;
  expander: CommandExpander;
  stages: DeliveryStages;
}

/** The steps of pipelines that serve a known purpose for the service. */
export function pipelineFacts(
  definitions: PipelineDefinition[],
  scope: PipelineScope,
): PipelineFact[] {
  const own = ownPipelines(definitions, scope);
  const facts = own.flatMap(definition =>
    definition.jobs.flatMap(job => jobFacts(definition, job, scope)),
  );
  const deployed = new Set(
    facts
      .filter(({ purposes }) => purposes.includes('deploy'))
      .flatMap(({ environment }) => environment ?? []),
  );
  return facts.map(fact => ({
    ...fact,
    gated: fact.gated || followsAnother(fact, deployed, facts),
  }));
}

/** What pipelines that are elsewhere hide, where nothing tells what they do. */
export function pipelineGaps(
  definitions: PipelineDefinition[],
  scope: PipelineScope,
): FactGap[] {
  return ownPipelines(definitions, scope)
    .flatMap(({ system, jobs }) => jobs.map(job => ({ ...job, system })))
    .flatMap(({ id, name, steps, triggers, system }) =>
      steps
        .filter(
          step => step.hidden !== undefined || isOpaque(step, `${id} ${name}`),
        )
        .map(({ uses, hidden, path, line }) => ({
          collection: 'pipelines',
          reason: `What ${hidden ?? uses} does is not in the repository.`,
          source: { path, line },
          hides: [{ system, triggers, purposes: [...stepPurposes] }],
        })),
    );
}

/** What pipelines do for the service: without those of others, and without their jobs. */
function ownPipelines(
  definitions: PipelineDefinition[],
  scope: PipelineScope,
): PipelineDefinition[] {
  const { names, siblings } = scope;
  return definitions
    .filter(definition => concerns(definition, scope))
    .map(definition => {
      const ownership = new JobOwnership(definition, names, siblings);
      const jobs = definition.jobs.map(job =>
        ownership.isOthers(job) ? { ...job, steps: approvals(job) } : job,
      );
      return { ...definition, jobs };
    });
}

/** What a person is asked for in another service's job stands before all that follows. */
function approvals({ steps }: PipelineJob): PipelineStep[] {
  return steps
    .filter(({ approval }) => approval === true)
    .map(step => ({ ...step, uses: undefined, script: undefined, inputs: {} }));
}

/** Path filters that leave the service's folder out make it a pipeline of others. */
function concerns(
  { paths }: PipelineDefinition,
  { names }: PipelineScope,
): boolean {
  const positive = paths.filter(path => !path.startsWith('!'));
  if (names.isWhole || positive.length === 0) return true;
  const folder = names.scope.path;
  return positive.some(pattern => {
    const fixed = pattern.split(/[*?[{]/)[0].replace(/\/$/, '');
    if (isInside(folder, fixed) || isInside(fixed, folder)) return true;
    return safely(() =>
      picomatch.isMatch(`${folder}/x`, pattern, { dot: true }),
    );
  });
}

function jobFacts(
  definition: PipelineDefinition,
  job: PipelineJob,
  scope: PipelineScope,
): PipelineFact[] {
  const steps = job.steps.flatMap(step => {
    if (!isOwnStep(step, scope)) return [];
    const purposes = purposesOfStep(step, job, definition, scope.expander);
    return purposes.length === 0 ? [] : [{ step, purposes }];
  });
  if (steps.length === 0) return [];
  const gatedBy = gates(definition, job, scope);
  return steps.flatMap(({ step, purposes }) =>
    environmentsOf(job, purposes).map((environment): PipelineFact => {
      const deploys = purposes.some(({ purpose }) => purpose === 'deploy');
      const named =
        environment ?? (deploys ? namedIn(job, definition) : undefined);
      return {
        system: definition.system,
        pipeline: definition.path,
        job: job.id,
        name: step.name,
        purposes: [...new Set(purposes.map(({ purpose }) => purpose))],
        triggers: job.triggers,
        environment: named,
        production: environmentOf(named ?? '') === 'production',
        gated:
          deploys &&
          (gatedBy.approval ||
            scope.stages.gates(step.script) ||
            gatedBy.environments.some(other => other !== named) ||
            // A person chooses the environment, and can choose another before it.
            (isOnlyManual(job) && job.environments.length > 1)),
        tool: purposes[0].tool,
        source: { path: step.path, line: step.line },
      };
    }),
  );
}

/** Only a deployment has environments; another step runs once whatever they are. */
function environmentsOf(
  { environments }: PipelineJob,
  purposes: Array<{ purpose: Purpose }>,
): Array<string | undefined> {
  const deploys = purposes.some(({ purpose }) => purpose === 'deploy');
  return deploys && environments.length > 0 ? environments : [undefined];
}

/** The environments and approvals that stand before a job. */
function gates(
  definition: PipelineDefinition,
  job: PipelineJob,
  scope: PipelineScope,
): { approval: boolean; environments: string[] } {
  const { jobs } = definition;
  const seen = new Set<PipelineJob>();
  const open = [...job.needs];
  let approval = job.approval;
  while (open.length > 0) {
    const id = open.pop()!;
    for (const before of jobs) {
      if (seen.has(before) || before === job) continue;
      if (before.id !== id && !before.id.startsWith(`${id}/`)) continue;
      seen.add(before);
      approval ||=
        before.approval || before.steps.some(step => step.approval === true);
      open.push(...before.needs);
    }
  }
  return {
    approval,
    environments: [...seen].flatMap(before => {
      const deploys = before.steps.some(step =>
        purposesOfStep(step, before, definition, scope.expander).some(
          ({ purpose }) => purpose === 'deploy',
        ),
      );
      if (!deploys) return [];
      const named = namedIn(before, definition);
      return before.environments.length > 0
        ? before.environments
        : [named ?? before.id];
    }),
  };
}

/** Production that is deployed by a deliberate act of its own, where another environment is deployed before it. */
function followsAnother(
  { purposes, production, triggers }: PipelineFact,
  deployed: ReadonlySet<string>,
  facts: PipelineFact[],
): boolean {
  if (!purposes.includes('deploy') || !production) return false;
  const deliberate = triggers.every(trigger =>
    ['manual', 'release', 'tag', 'workflow'].includes(trigger),
  );
  const others = [...deployed].some(
    name => environmentOf(name) !== 'production',
  );
  const elsewhere = facts.some(
    fact =>
      fact.purposes.includes('deploy') &&
      !fact.production &&
      fact.environment !== undefined,
  );
  return deliberate && others && elsewhere;
}

function isOnlyManual({ triggers }: PipelineJob): boolean {
  return triggers.length > 0 && triggers.every(trigger => trigger === 'manual');
}

/** The environment that the name of a job or pipeline speaks of. */
function namedIn(
  job: PipelineJob,
  { name, path }: PipelineDefinition,
): string | undefined {
  return [job.id, job.name, name, path].find(text => {
    const kind = environmentOf(text);
    return kind === 'production' || kind === 'shared';
  });
}

/** A step that runs in the folder of another service, or names others and not this one, is theirs. */
function isOwnStep(
  { folder, script, inputs }: PipelineStep,
  { names, siblings }: PipelineScope,
): boolean {
  if (names.isWhole) return true;
  const { path } = names.scope;
  const inScope = (at: string) => isInside(path, at) || isInside(at, path);
  if (!folder.includes('$') && !inScope(folder)) return false;
  const moved = /^[ \t]*cd ([\w./-]+)/m.exec(script ?? '')?.[1];
  const target = moved === undefined ? undefined : resolvePath(folder, moved);
  if (target !== undefined && !inScope(target)) return false;
  return !siblings.speaksOfOthers(
    `${script ?? ''} ${Object.values(inputs).join(' ')}`,
  );
}

function safely(test: () => boolean): boolean {
  try {
    return test();
  } catch {
    return true;
  }
}
