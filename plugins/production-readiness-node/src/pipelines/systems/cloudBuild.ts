import { Cursor } from '../../repository/yaml/Cursor';
import { CloudBuildTrigger } from './CloudBuildTriggers';
import { PipelineDefinition, PipelineStep } from '../model';

/** Whether a file is a build of Google Cloud: steps that are images with arguments. */
export function isCloudBuild(root: Cursor): boolean {
  const steps = root.get('steps').items();
  return (
    steps.length > 0 &&
    steps.every(
      step =>
        step.get('name').exists &&
        ['args', 'script', 'entrypoint'].some(key => step.get(key).exists),
    )
  );
}

/**
 * A build, once for each trigger that sets it off with values of its own. Where the repository does not say what
 * does, changes are taken to.
 */
export function readCloudBuild(
  root: Cursor,
  triggers: readonly CloudBuildTrigger[],
): PipelineDefinition[] {
  const { path, line } = root.position;
  const defaults = root.get('substitutions').record();
  const definition = (
    name: string,
    trigger: Omit<CloudBuildTrigger, 'name'>,
  ): PipelineDefinition => ({
    system: 'other',
    path,
    name,
    paths: trigger.paths,
    jobs: [
      {
        id: name === path ? 'pipeline' : name,
        name: name === path ? 'pipeline' : name,
        path,
        line,
        environments: [],
        needs: [],
        triggers: trigger.triggers,
        approval: trigger.approval,
        steps: stepsOf(root, { ...defaults, ...trigger.substitutions }),
      },
    ],
    references: [],
  });
  if (triggers.length > 0)
    return triggers.map(({ name, ...trigger }) => definition(name, trigger));
  return [
    definition(path, {
      triggers: ['pull-request', 'push'],
      paths: [],
      substitutions: {},
      approval: false,
    }),
  ];
}

function stepsOf(
  root: Cursor,
  values: Readonly<Record<string, string>>,
): PipelineStep[] {
  const filled = (text: string) =>
    text.replace(/\$\{?(_[A-Z0-9_]{1,100})\}?/g, (written, name: string) =>
      Object.hasOwn(values, name) ? values[name] : written,
    );
  return root
    .get('steps')
    .items()
    .map(step => {
      const { path, line } = step.position;
      const image = step.get('name').text() ?? '';
      const args = step.get('args').texts();
      const command =
        step.get('entrypoint').text() ??
        image.slice(image.lastIndexOf('/') + 1).split(/[:@]/)[0];
      const script =
        step.get('script').text() ??
        (args[0] === '-c'
          ? args.slice(1).join('\n')
          : [command, ...args].join(' '));
      return {
        name: step.get('id').text() ?? image,
        path,
        line,
        script: filled(script),
        inputs: {},
        folder: filled(step.get('dir').text() ?? ''),
      };
    });
}
