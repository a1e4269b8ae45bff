import { Cursor } from '../../repository/yaml/Cursor';
import {
  PipelineDefinition,
  PipelineJob,
  PipelineReference,
  PipelineStep,
} from '../model';
import { includeReference } from '../references';

/** A `.circleci/config.yml`: the jobs that its workflows run. */
export function readCircleConfig(root: Cursor): PipelineDefinition {
  const { path } = root.position;
  const references: PipelineReference[] = root
    .get('orbs')
    .entries()
    .flatMap(([, orb]) => {
      const text = orb.text();
      if (text === undefined) return [];
      const [name, version] = text.split('@');
      return [
        includeReference('circleci', name, version, {
          path: orb.position.path,
          line: orb.position.line,
        }),
      ];
    });
  const jobs = root
    .get('workflows')
    .entries()
    .flatMap(([name, workflow]) => readWorkflow(name, workflow, root));
  return { system: 'circleci', path, name: path, paths: [], jobs, references };
}

function readWorkflow(
  workflow: string,
  cursor: Cursor,
  root: Cursor,
): PipelineJob[] {
  const scheduled = cursor
    .get('triggers')
    .items()
    .some(trigger => trigger.get('schedule').exists);
  return cursor
    .get('jobs')
    .items()
    .flatMap((entry): PipelineJob[] => {
      const id = entry.text() ?? entry.keys()[0];
      if (id === undefined) return [];
      const options = entry.get(id);
      const { path, line } = entry.position;
      const definition = defined(root, 'jobs', id);
      const name = options.get('name').text() ?? id;
      const tagged =
        options.get('filters', 'tags').exists &&
        options.get('filters', 'branches', 'ignore').exists;
      return [
        {
          id: `${workflow}/${name}`,
          name,
          path,
          line,
          environments: [
            ...options.get('context').texts(),
            options.get('environment').text() ?? '',
            definition.get('environment', 'ENVIRONMENT').text() ?? '',
          ].filter(text => text !== ''),
          needs: options
            .get('requires')
            .texts()
            .map(need => `${workflow}/${need}`),
          triggers: triggers(scheduled, tagged),
          approval: options.get('type').text() === 'approval',
          steps: definition.isMapping
            ? definition
                .get('steps')
                .items()
                .flatMap(step => readStep(step, definition, root, 0))
            : [
                ...options.get('pre-steps').items(),
                ...options.get('steps').items(),
                ...options.get('post-steps').items(),
              ]
                .flatMap(step => readStep(step, options, root, 0))
                .concat(
                  options.get('type').text() === 'approval'
                    ? []
                    : orbStep(id, options, root),
                ),
        },
      ];
    });
}

function triggers(scheduled: boolean, tagged: boolean): string[] {
  if (scheduled) return ['schedule'];
  return tagged ? ['tag'] : ['pull-request', 'push'];
}

/** A job of an orb: its name and inputs say what it does. */
function orbStep(id: string, options: Cursor, root: Cursor): PipelineStep {
  const { path, line } = options.position;
  const inputs = options.record();
  const manager = managerOf(id, root);
  return {
    name: id,
    path,
    line,
    uses: id,
    // What a package manager's runs is here.
    elsewhere: manager === undefined ? 'pipeline' : 'orb',
    inputs,
    script: commandsOf(inputs, manager),
    folder: '',
  };
}

/** The package manager that an orb is for, by its own name: `yarn` of `example/yarn@6.1.0`. */
function managerOf(use: string, root: Cursor): string | undefined {
  const reference = root.get('orbs', use.split('/')[0]).text() ?? '';
  return /(?:^|\/)(npm|yarn|pnpm)@/.exec(reference)?.[1];
}

/** The commands that orbs take as inputs, among them names of npm's scripts. */
function commandsOf(
  inputs: Record<string, string>,
  manager: string | undefined,
): string {
  return Object.entries(inputs)
    .flatMap(([key, value]) => {
      if (/^(?:npm|yarn|pnpm)-run$/.test(key)) return `npm run ${value}`;
      if (manager !== undefined && key === 'script' && /^[\w:.-]+$/.test(value))
        return `${manager} run ${value}`;
      return /command|script|^run$|^args$/.test(key) ? value : [];
    })
    .join('\n');
}

/** A job or command: of the file itself, or of an orb that is written in it. */
function defined(
  root: Cursor,
  kind: 'jobs' | 'commands',
  name: string,
): Cursor {
  const own = root.get(kind, name);
  const [orb, inner] = name.split('/');
  return own.isMapping || inner === undefined
    ? own
    : root.get('orbs', orb, kind, inner);
}

function readStep(
  step: Cursor,
  job: Cursor,
  root: Cursor,
  depth: number,
): PipelineStep[] {
  const { path, line } = step.position;
  // A step that deploys was once a kind of its own.
  const deploys =
    step.get('deploy', 'command').exists &&
    !root.get('commands', 'deploy').exists;
  const run = step.get(deploys ? 'deploy' : 'run');
  const folder = (
    run.get('working_directory').text() ??
    job.get('working_directory').text() ??
    ''
  ).replace(/^~\/\w+\/?/, '');
  if (run.exists) {
    const script = run.text() ?? run.get('command').text();
    return [
      {
        name:
          run.get('name').text() ?? (script ?? '').split('\n')[0].slice(0, 80),
        path,
        line,
        script,
        inputs: {},
        folder,
      },
    ];
  }
  const name = step.text() ?? step.keys()[0];
  if (name === undefined) return [];
  const inside = step.get(name);
  if ((name === 'when' || name === 'unless') && depth < 5) {
    return inside
      .get('steps')
      .items()
      .flatMap(inner => readStep(inner, job, root, depth + 1));
  }
  const command = defined(root, 'commands', name);
  if (command.isMapping && depth < 5) {
    return command
      .get('steps')
      .items()
      .flatMap(inner => readStep(inner, job, root, depth + 1));
  }
  const inputs = inside.record();
  return [
    {
      name,
      path,
      line,
      uses: name,
      elsewhere: 'orb',
      inputs,
      script: commandsOf(inputs, managerOf(name, root)),
      folder,
    },
  ];
}
