import { Cursor } from '../../repository/yaml/Cursor';

const triggerNames: Record<string, string> = {
  pull_request: 'pull-request',
  pull_request_target: 'pull-request',
  merge_group: 'pull-request',
  push: 'push',
  schedule: 'schedule',
  workflow_dispatch: 'manual',
  release: 'release',
  workflow_call: 'workflow',
  workflow_run: 'workflow',
  repository_dispatch: 'workflow',
  deployment: 'workflow',
};

/** When a workflow runs, in words that are the same for all systems. */
export function triggersOf(on: Cursor): string[] {
  const names = on.isMapping ? on.keys() : on.texts();
  const triggers = names.flatMap(name => {
    if (name !== 'push' || !on.get('push').isMapping) {
      return triggerNames[name] ?? [];
    }
    const push = on.get('push');
    const onlyTags = push.get('tags').exists && !push.get('branches').exists;
    if (onlyTags) return ['tag'];
    return push.get('tags').exists ? ['push', 'tag'] : ['push'];
  });
  return [...new Set(triggers)].sort();
}

/** Path filters hold only where every trigger on changes has one. */
export function pathsOf(on: Cursor): string[] {
  const changes = ['push', 'pull_request', 'pull_request_target']
    .map(name => on.get(name))
    .filter(trigger => trigger.exists);
  if (changes.length === 0) return [];
  const filters = changes.map(trigger => trigger.get('paths').texts());
  return filters.some(filter => filter.length === 0) ? [] : filters.flat();
}

/** What a dispatch lets a person choose, and the defaults of a call. */
export function inputsOf(on: Cursor): Record<string, string[]> {
  const inputs: Record<string, string[]> = {};
  for (const trigger of ['workflow_dispatch', 'workflow_call']) {
    for (const [name, input] of on.get(trigger, 'inputs').entries()) {
      const options = input.get('options').texts();
      const fallback = input.get('default').texts();
      inputs[name] = options.length > 0 ? options : fallback;
    }
  }
  return inputs;
}

/** Whether a workflow runs only when another uses it. */
export function isOnlyUsed(root: Cursor): boolean {
  const on = root.get('on').exists ? root.get('on') : root.get('true');
  const names = on.isMapping ? on.keys() : on.texts();
  return names.length === 1 && names[0] === 'workflow_call';
}
