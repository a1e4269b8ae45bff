import { Node, Scalar } from 'yaml';
import { PipelineStep } from './PipelineModel';
import { PlatformSteps } from './PlatformSteps';
import { commented, sequence } from './yamlNodes';

/** Tells what runs after a script that it got as far as the deployment. */
const deployed = '.deployed';

/** The lines that a step adds to the script of its job, among the other `steps`. */
export function gitlabScript(
  platform: PlatformSteps,
  steps: readonly PipelineStep[],
  step: PipelineStep,
): Node[] {
  if (step.undoes) return [];
  if (step.uses) return platform.list('steps', step.uses, 'script');
  const node = (sequence([step.run as string]).items as Node[])[0];
  const comment = [step.name, step.why].filter(Boolean).join('\n');
  if (comment) commented(node, comment);
  const isUndone = steps.some(({ undoes }) => undoes === step.id);
  return step.id && isUndone ? [node, new Scalar(`touch ${deployed}`)] : [node];
}

/** The lines that run after a script, whether or not it failed. */
export function gitlabAfterScript(
  platform: PlatformSteps,
  steps: readonly PipelineStep[],
): Node[] {
  return steps.flatMap(step => {
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
