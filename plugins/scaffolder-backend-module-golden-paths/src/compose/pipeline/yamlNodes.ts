import {
  Alias,
  isMap,
  isScalar,
  isSeq,
  Node,
  Pair,
  Scalar,
  YAMLMap,
  YAMLSeq,
} from 'yaml';

/** What an emitter puts into a file: plain values, nodes of another document, and those with a comment. */
export type Value = Node | string | number | boolean | Value[] | Entries;
/** The entries of a mapping in their order; undefined leaves one out. */
export interface Entries {
  [key: string]: Value | undefined;
}

/** A mapping in block form, with a comment above its first entry. */
export function mapping(entries: Entries, comment?: string): YAMLMap {
  const map = new YAMLMap();
  for (const [key, value] of Object.entries(entries)) {
    if (value !== undefined) {
      map.items.push(new Pair(new Scalar(key), toNode(value)));
    }
  }
  const first = map.items[0]?.key as Scalar | undefined;
  if (comment && first) commented(first, comment);
  return map;
}

/** Puts a comment above a value, or above an item of a list. */
export function commented<T extends Node>(node: T, comment: string): T {
  const text = comment
    .trim()
    .split('\n')
    .map(line => ` ${line}`)
    .join('\n');
  node.commentBefore = node.commentBefore
    ? `${text}\n${node.commentBefore}`
    : text;
  return node;
}

/** A text in quotes, where some reader takes it for something else without them. */
export function quoted(text: string): Scalar {
  const scalar = new Scalar(text);
  scalar.type = 'QUOTE_DOUBLE';
  return scalar;
}

/** Puts a comment above an entry of a mapping, and an empty line above that. */
export function introduce(map: YAMLMap, key: string, comment?: string): void {
  const pair = map.items.find(item => (item.key as Scalar).value === key);
  const scalar = pair?.key as Scalar | undefined;
  if (scalar) {
    scalar.spaceBefore = true;
    if (comment) commented(scalar, comment);
  }
}

/** A list on one line. */
export function flow(values: readonly (string | Node)[]): YAMLSeq {
  const list = sequence(values);
  list.flow = true;
  return list;
}

/** A list with one line per item. */
export function sequence(values: readonly Value[]): YAMLSeq {
  const list = new YAMLSeq();
  list.items.push(...values.map(toNode));
  return list;
}

/** The items of a list of another document, with their comments. */
export function itemsOf(node: unknown): Node[] {
  if (!isSeq(node)) return [];
  const items = node.items.map(item => (item as Node).clone() as Node);
  // A comment above the first item is kept with the list.
  if (node.commentBefore && items[0]) {
    items[0].commentBefore = node.commentBefore;
  }
  return items;
}

/** Replaces `{key}` in the texts of a node. */
export function fill(
  node: Node,
  values: Record<string, string | number>,
): Node {
  if (isScalar(node) && typeof node.value === 'string') {
    const whole = /^\{(\w+)\}$/.exec(node.value)?.[1];
    if (whole !== undefined && whole in values) {
      const filled = new Scalar(values[whole]);
      filled.comment = node.comment;
      return filled;
    }
  }
  if (isMap(node)) {
    for (const pair of node.items)
      pair.value = fill(pair.value as Node, values);
  } else if (isSeq(node)) {
    node.items = node.items.map(item => fill(item as Node, values));
  }
  return node;
}

function toNode(value: Value): Node {
  if (value instanceof Scalar || value instanceof Alias) return value;
  if (isMap(value) || isSeq(value)) return value;
  if (Array.isArray(value)) return sequence(value);
  if (typeof value === 'object') return mapping(value as Entries);
  const scalar = new Scalar(value);
  if (typeof value === 'string' && value.includes('\n')) {
    scalar.type = 'BLOCK_LITERAL';
  }
  return scalar;
}
