import { Selection } from '../deployment/model';
import { Cursor } from '../repository/yaml/Cursor';
import { settledParts, unresolvedIn } from '../repository/yaml/unresolved';

/** What a label selector selects. An absent selector selects nothing, an empty one everything. */
export function labelSelection(selector: Cursor): Selection {
  if (!selector.exists && !selector.isMapping) return { by: 'nothing' };
  const labels = selector.get('matchLabels').record();
  const expressions = selector.get('matchExpressions').items();
  if (Object.keys(labels).length === 0 && expressions.length === 0) {
    return selector.keys().length === 0
      ? { by: 'everything' }
      : plain(selector);
  }
  return {
    by: 'labels',
    matches: candidate =>
      includes(candidate, labels) &&
      expressions.every(expression => holds(expression, candidate)),
  };
}

/** What a plain map of labels selects, as in a Service. */
export function plain(selector: Cursor): Selection {
  const labels = selector.record();
  return Object.keys(labels).length === 0
    ? { by: 'everything' }
    : { by: 'labels', matches: candidate => includes(candidate, labels) };
}

function includes(
  candidate: Record<string, string>,
  labels: Record<string, string>,
): boolean {
  return Object.entries(labels).every(
    ([key, value]) =>
      agrees(candidate[withoutPrefix(key)], value) ||
      agrees(candidate[key], value),
  );
}

/**
 * Whether two labels are the same, or can be: parts that are filled in when it is deployed can be anything, where
 * what is settled of both agrees and says something.
 */
function agrees(label: string | undefined, wanted: string): boolean {
  if (label === undefined || label === wanted) return label === wanted;
  if (unresolvedIn(label) === undefined || unresolvedIn(wanted) === undefined) {
    return false;
  }
  const [labelParts, wantedParts] = [label, wanted].map(settledParts);
  const ends = [labelParts.at(-1)!, wantedParts.at(-1)!];
  const [shorter, longer] = ends.sort((a, b) => a.length - b.length);
  const starts = [labelParts[0], wantedParts[0]];
  const [less, more] = starts.sort((a, b) => a.length - b.length);
  return (
    longer.endsWith(shorter) &&
    more.startsWith(less) &&
    /[a-z]/i.test(shorter + less)
  );
}

/** Cilium writes `k8s:app` for `app`. */
function withoutPrefix(key: string): string {
  return key.startsWith('k8s:') ? key.slice(4) : key;
}

function holds(expression: Cursor, labels: Record<string, string>): boolean {
  const value: string | undefined = labels[expression.get('key').text() ?? ''];
  const values = expression.get('values').texts();
  switch (expression.get('operator').text()) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return false;
  }
}
