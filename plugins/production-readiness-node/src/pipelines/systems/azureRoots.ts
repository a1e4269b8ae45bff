import { Cursor } from '../../repository/yaml/Cursor';

const named = /(?:^|\/)azure[-_]?pipelines?[^/]*\.ya?ml$/;

/**
 * Whether a file is a pipeline of Azure, which can have any name: it has work, and says when or where that runs. A
 * template, which others take, says neither.
 */
export function isAzureRoot(path: string, root: Cursor): boolean {
  if (named.test(path)) return true;
  // Drone and Tekton say of what kind a file is.
  if (root.get('kind').exists) return false;
  const works = ['stages', 'jobs', 'steps'].some(key => root.get(key).isList);
  if (!works && !root.get('extends').isMapping) return false;
  return (
    ['trigger', 'pr', 'schedules', 'pool'].some(key => root.get(key).exists) ||
    root.get('resources').isMapping
  );
}

/** When an Azure pipeline runs: on every change where it says nothing of that. */
export function triggersOf(root: Cursor): string[] {
  const triggers = new Set<string>();
  if (root.get('trigger').text() !== 'none') triggers.add('push');
  if (
    root.get('trigger', 'tags').exists &&
    !root.get('trigger', 'branches').exists
  ) {
    triggers.delete('push');
    triggers.add('tag');
  }
  if (root.get('pr').text() !== 'none') triggers.add('pull-request');
  if (root.get('schedules').exists) triggers.add('schedule');
  if (triggers.size === 0) triggers.add('manual');
  return [...triggers].sort();
}
