import { isMap, Node, Scalar, YAMLMap } from 'yaml';
import { PipelineJob } from './PipelineModel';
import { PlatformSteps } from './PlatformSteps';
import { Entries, itemsOf, mapping, sequence } from './yamlNodes';

const mainOnly =
  '$CI_PIPELINE_SOURCE == "push" && $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH';

/**
 * When GitLab runs a job.
 *
 * @param changed - the paths whose change starts a job
 * @param extra - what the platform says of the job's steps, which may have rules of their own
 */
export function gitlabRules(
  platform: PlatformSteps,
  changed: () => Node,
  job: PipelineJob,
  extra: YAMLMap[],
): Node {
  if (job.always) return sequence([mapping({ when: 'on_success' })]);
  if (job.only === 'main') {
    const rule = mapping({ if: mainOnly, changes: changed() });
    if (job.environment?.approval) {
      rule.items.push(
        ...mapping(
          { when: 'manual' },
          'The protected environment decides who may start it.',
        ).items,
      );
    }
    return sequence([rule]);
  }
  const never: Entries[] = job.except
    ? [
        {
          if: platform.value<string>('conditions', job.except),
          when: 'never',
        },
      ]
    : [];
  const given = extra.flatMap(map => itemsOf(map.get('rules', true)));
  const rules = given.filter(isMap).map(rule => {
    rule.delete('when');
    const last = rule.items.findIndex(
      ({ key }) => (key as Scalar).value === 'variables',
    );
    const [pair] = mapping({ changes: changed() }).items;
    if (last < 0) rule.items.push(pair);
    else rule.items.splice(last, 0, pair);
    return rule;
  });
  return sequence([
    ...never,
    ...(rules.length > 0 ? rules : [mapping({ changes: changed() })]),
  ]);
}
