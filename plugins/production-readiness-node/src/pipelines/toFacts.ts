import {
  FactGap,
  FactOf,
  stepPurposes,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { environmentOf } from '../deployment/environments';
import { isOpaque } from './actions';
import { CommandExpander } from './commands/CommandExpander';
import { DeliveryStages } from './DeliveryStages';
import {
  PipelineDefinition,
  PipelineJob,
  PipelineStep,
  Purpose,
} from './model';
import { ownPipelines, OwnerScope } from './ownPipelines';
import { purposesOfStep } from './purposesOfStep';

type PipelineFact = FactOf<'pipelines'>;

const delivering: ReadonlySet<Purpose> = new Set([
  'deploy',
  'rollback',
  'smoke',
]);

/** What is needed to tell what a step does, and for whom. */
export interface PipelineScope extends OwnerScope {
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

function jobFacts(
  definition: PipelineDefinition,
  job: PipelineJob,
  scope: PipelineScope,
): PipelineFact[] {
  const steps = job.steps.flatMap(step => {
    const purposes = purposesFor(step, job, definition, scope);
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

/** What a step does for the service: of what a job delivers for another, nothing is. */
function purposesFor(
  step: PipelineStep,
  job: PipelineJob,
  definition: PipelineDefinition,
  { expander }: PipelineScope,
): ReturnType<typeof purposesOfStep> {
  const all = purposesOfStep(step, job, definition, expander);
  return job.deliversOthers
    ? all.filter(({ purpose }) => !delivering.has(purpose))
    : all;
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
        purposesFor(step, before, definition, scope).some(
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
