import { Alias, Document, isCollection, Node, YAMLMap } from 'yaml';
import { gitlabJobs } from './gitlabJobs';
import { PipelineModel } from './PipelineModel';
import { PlatformSteps } from './PlatformSteps';
import {
  commented,
  flow,
  introduce,
  mapping,
  quoted,
  sequence,
} from './yamlNodes';

/** A pipeline as a `.gitlab-ci.yml`. */
export function emitGitlab(
  model: PipelineModel,
  platform: PlatformSteps,
): string {
  const changed = platform.node('changes');
  if (isCollection(changed)) changed.anchor = 'changed';
  const language = platform.value<string>('toolchain', 'name');
  const jobs = gitlabJobs(model, platform, {
    changed: () => new Alias('changed'),
    language: `.${language}`,
    container: containersOf(platform),
  });
  const [first] = Object.keys(
    platform.value<Record<string, string>>('toolchain', 'images'),
  );
  const contents = mapping({
    stages: flow(model.stages),
    ...(platform.has('include') && { include: platform.node('include') }),
    workflow: workflowOf(model),
    default: {
      interruptible: true,
      retry: {
        max: 1,
        when: flow(['runner_system_failure', 'stuck_or_timeout_failure']),
      },
    },
    '.changed': changed,
    [`.${language}`]: toolchainOf(platform, first),
    ...jobs,
  });
  Object.keys(jobs).forEach(id => introduce(contents, id));
  for (const key of ['include', 'workflow', 'default'])
    introduce(contents, key);
  introduce(contents, '.changed', platform.value<string>('why'));
  introduce(
    contents,
    `.${language}`,
    'What works on the code; dependencies are cached under the hash of their lock file.',
  );
  return new Document(contents).toString({
    lineWidth: 0,
    flowCollectionPadding: false,
  });
}

type Container = string | { name: string };

/** A container stands in full where it is used first; the others refer to it. */
function containersOf(platform: PlatformSteps) {
  const all = Object.entries(
    platform.value<Record<string, Container>>('containers'),
  );
  const written = new Map<string, YAMLMap>();
  return (name: string): Node | string => {
    const container = platform.value<Container>('containers', name);
    if (typeof container === 'string') return container;
    const known = written.get(container.name);
    if (known) {
      const [anchor] = all.find(
        ([, other]) =>
          typeof other === 'object' && other.name === container.name,
      ) as [string, Container];
      known.anchor = anchor;
      return new Alias(anchor);
    }
    const node = mapping({
      name: container.name,
      entrypoint: flow([quoted('')]),
    });
    written.set(container.name, node);
    return node;
  };
}

function workflowOf({ versions, schedule }: PipelineModel): YAMLMap {
  const pattern = versions.replace(/\./g, '\\.').replace(/\*/g, '\\d+');
  return mapping({
    auto_cancel: mapping(
      { on_new_commit: 'interruptible' },
      'A newer commit stops what runs for the older one, except for what changes an environment.',
    ),
    rules: sequence([
      mapping({ if: '$CI_PIPELINE_SOURCE == "merge_request_event"' }),
      mapping({ if: `$CI_COMMIT_TAG =~ /^${pattern}$/` }),
      commented(
        mapping({ if: '$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH' }),
        `Pushes, and a schedule that the project has to have: "${schedule.cron}".\n${schedule.why}`,
      ),
    ]),
  });
}

function toolchainOf(platform: PlatformSteps, version: string): Node {
  const job = platform.map('toolchain', 'job');
  const image = platform.value<string>('toolchain', 'images', version);
  const own = mapping({ image });
  own.items.push(...job.items);
  return own;
}
