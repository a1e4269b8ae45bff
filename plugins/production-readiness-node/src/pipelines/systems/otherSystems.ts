import { Cursor } from '../../repository/yaml/Cursor';
import { PipelineDefinition, PipelineStep } from '../model';

/** Keys under which other systems keep what they run. */
const scriptKeys = new Set([
  'script',
  'scripts',
  'before_script',
  'after_success',
  'after_script',
  'before_install',
  'install',
  'before_deploy',
  'commands',
  'command',
  'args',
  'run',
  'build_script',
  'test_script',
  'deploy_script',
]);

/**
 * A pipeline of another system: Travis CI, Bitbucket, Drone, Buildkite, CodeBuild. All that it runs
 * is taken as one job that changes set off.
 */
export function readOtherPipeline(root: Cursor): PipelineDefinition {
  const { path, line } = root.position;
  const steps: PipelineStep[] = [];
  collect(root, 'pipeline', steps, 0);
  if (root.get('deploy').exists && /travis/.test(path)) {
    const { line: at } = root.get('deploy').position;
    steps.push({
      name: 'deploy',
      path,
      line: at,
      script: 'cf push',
      inputs: {},
      folder: '',
    });
  }
  return {
    system: 'other',
    path,
    name: path,
    paths: [],
    jobs: [
      {
        id: 'pipeline',
        name: 'pipeline',
        path,
        line,
        environments: [],
        needs: [],
        triggers: ['pull-request', 'push'],
        approval: false,
        steps,
      },
    ],
    references: [],
  };
}

function collect(
  cursor: Cursor,
  name: string,
  steps: PipelineStep[],
  depth: number,
): void {
  if (depth > 12 || steps.length > 1_000) return;
  for (const [key, value] of cursor.entries()) {
    const texts = scriptKeys.has(key) ? value.texts() : [];
    const items = value.isList ? value.items() : [];
    const lines = items.length > 0 ? items : [value];
    texts.forEach((script, index) => {
      const { path, line } = (lines[index] ?? value).position;
      steps.push({ name: key, path, line, script, inputs: {}, folder: '' });
    });
    const pipe = key === 'pipe' ? value.text() : undefined;
    if (pipe !== undefined) {
      const { path, line } = value.position;
      const inputs = cursor.get('variables').record();
      steps.push({ name: pipe, path, line, uses: pipe, inputs, folder: '' });
    }
    if (texts.length < lines.length) collect(value, key, steps, depth + 1);
  }
  cursor.items().forEach(item => collect(item, name, steps, depth + 1));
}
