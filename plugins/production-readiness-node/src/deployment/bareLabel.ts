const first = new Set(['ecs', 'fargate', 'cloudrun']);
const tasks = new Set([
  'td',
  'task',
  'taskdef',
  'definition',
  'ecs',
  'fargate',
]);
const alerts = new Set(['alarm', 'alarms', 'alert', 'alerts', 'alerting']);
const platforms = new Set(['ecs', 'fargate', 'cloudrun']);

/**
 * The label of a block of Terraform that runs something, or alerts on it, without the words that only say what kind
 * of thing it is: `orders` of `ecs_orders_td`. It is the whole label where nothing else is left.
 */
export function bareLabel(label: string, of: 'workload' | 'alert'): string {
  const words = label.toLowerCase().split(/[_-]+/);
  const onPlatform = words.some(word => platforms.has(word));
  const isKind = (word: string) =>
    tasks.has(word) ||
    (of === 'alert' && alerts.has(word)) ||
    (onPlatform && /^(?:service|svc)$/.test(word));
  let from = 0;
  let to = words.length;
  while (from < to && first.has(words[from])) from += 1;
  while (to > from && isKind(words[to - 1])) to -= 1;
  return from < to ? words.slice(from, to).join('-') : label;
}
