const first = new Set(['ecs', 'fargate', 'cloudrun', 'run']);
const last = new Set([
  ...['td', 'task', 'taskdef', 'definition', 'def', 'ecs', 'fargate'],
  ...['alarm', 'alarms', 'alert', 'alerts', 'monitor', 'monitors'],
]);
const platforms = new Set(['ecs', 'fargate', 'cloudrun']);

/**
 * The label of a block of Terraform without the words that only say what kind of thing it is: `orders` of
 * `ecs_orders_td`. It is the whole label where nothing else is left.
 */
export function bareLabel(label: string): string {
  const words = label.toLowerCase().split(/[_-]+/);
  const onPlatform = words.some(word => platforms.has(word));
  const isKind = (word: string) =>
    last.has(word) || (onPlatform && /^(?:service|svc)$/.test(word));
  let from = 0;
  let to = words.length;
  while (from < to && first.has(words[from])) from += 1;
  while (to > from && isKind(words[to - 1])) to -= 1;
  return from < to ? words.slice(from, to).join('-') : label;
}
