import { Cursor } from '../repository/yaml/Cursor';

/** How deep values that a chart hands to a Prometheus may hold groups of rules, under a name that says so. */
const deepestGroups = 5;
const ofRules = /rule|alert/i;

/** The lists of groups in a document: its own, or those that values hand to a Prometheus and that are not off. */
export function groupsIn(root: Cursor): Cursor[] {
  const own = root.get('groups');
  return own.isList ? [own] : groupsBelow(root, deepestGroups, false);
}

function groupsBelow(at: Cursor, depth: number, named: boolean): Cursor[] {
  const isOff = ['enabled', 'create'].some(
    key => at.get(key).boolean() === false,
  );
  if (depth === 0 || isOff) return [];
  const groups = at.get('groups');
  if (named && groups.isList) return [groups];
  return [
    ...at.items().flatMap(item => groupsBelow(item, depth - 1, named)),
    ...at
      .entries()
      .flatMap(([key, inner]) =>
        groupsBelow(inner, depth - 1, named || ofRules.test(key)),
      ),
  ];
}
