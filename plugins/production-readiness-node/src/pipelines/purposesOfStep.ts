import { purposesOfUse } from './actions';
import { CommandExpander } from './commands/CommandExpander';
import {
  PipelineDefinition,
  PipelineJob,
  PipelineStep,
  Purpose,
} from './model';
import { purposesOfScript } from './commands/purposes';
import { purposesOfScriptName } from './says';

/** A cluster that lives as long as the job is for trying, not for deploying. */
const throwaway =
  /kind-action|setup-kind|\bkind create cluster\b|\bk3d cluster create\b|k3d-action|setup-minikube|\bminikube start\b|setup-k3d|microk8s|\bct install\b/i;

/** What a test of load starts in a cluster is the test. */
const loadTest =
  /(?:performance|load|stress|soak)[-_ ]?tests?\b|(?:^|[^a-z0-9])k6(?:[^a-z0-9]|$)/i;

function triesOnly({ steps }: PipelineJob, says: string): boolean {
  return (
    (loadTest.test(says) && !/deploy|release/i.test(says)) ||
    steps.some(({ uses, script }) => throwaway.test(`${uses} ${script}`))
  );
}

/** What a step does for anybody, by its commands, by what it uses, and by what its job says of itself. */
export function purposesOfStep(
  step: PipelineStep,
  job: PipelineJob,
  definition: PipelineDefinition,
  expander: CommandExpander,
): Array<{ purpose: Purpose; tool: string }> {
  if (step.hidden !== undefined) return [];
  const { text: script, unopened } = expander.expand(
    step.script ?? '',
    step.folder,
  );
  const says = `${job.id} ${job.name} ${definition.name} ${definition.path}`;
  const tries = triesOnly(job, says);
  const found = [
    ...purposesOfScript(script).filter(
      ({ purpose }) =>
        !tries || (purpose !== 'deploy' && purpose !== 'rollback'),
    ),
    ...(step.uses === undefined
      ? []
      : purposesOfUse(step, `${job.id} ${job.name}`)),
  ];
  if (!tries) {
    const near = `${step.name} ${job.id} ${job.name}`;
    found.push(...unopened.flatMap(path => purposesOfScriptName(path, near)));
  }
  if (/\bsmoke\b/i.test(step.name))
    found.push({ purpose: 'smoke', tool: 'smoke' });
  // Starting containers is a deployment only where the job says so: tests start them too.
  if (
    /\bdocker(?:-compose| compose)\b[^\n]*\bup\b/.test(script) &&
    /deploy|release|production/i.test(says)
  ) {
    found.push({ purpose: 'deploy', tool: 'docker compose' });
  }
  // With GitOps an environment is changed by a commit or a pull request.
  if (
    job.environments.length > 0 &&
    /\bgit\b[^\n]* push\b|\b(?:gh pr|glab mr) create\b/.test(script) &&
    /deploy|release|promot/i.test(says)
  ) {
    found.push({ purpose: 'deploy', tool: 'gitops' });
  }
  return found;
}
