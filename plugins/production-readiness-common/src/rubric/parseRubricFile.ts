import { Document, LineCounter, isMap, isNode, parseDocument } from 'yaml';
import { z } from 'zod';
import { RubricError, RubricProblem } from './RubricError';

const maxLength = 2_000_000;
const maxAliasCount = 50;

/** A parsed rubric file that still knows where each key stands. @public */
export interface RubricFile<T> {
  value: T;
  /** The problem placed at the line of `path` in this file. */
  problemAt(path: ReadonlyArray<PropertyKey>, message: string): RubricProblem;
}

/**
 * Reads YAML against a schema: a rubric, or a file of settings beside one.
 * @param file - how the file is called in errors
 * @throws RubricError that names file, line and key of everything that is wrong
 * @public
 */
export function parseRubricFile<T>(
  text: string,
  file: string,
  schema: z.ZodType<T>,
): RubricFile<T> {
  if (text.length > maxLength) {
    throw new RubricError([
      { file, message: `is longer than ${maxLength} characters` },
    ]);
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  if (document.errors.length > 0) {
    throw new RubricError(
      document.errors.map(error => ({
        file,
        line: error.linePos?.[0].line,
        message: error.message.split('\n')[0],
      })),
    );
  }
  const problemAt: RubricFile<T>['problemAt'] = (path, message) => ({
    file,
    line: lineOf(document, lines, path),
    key: path.map(String).join('.') || undefined,
    message,
  });
  const parsed = schema.safeParse(plainValue(document, file));
  if (!parsed.success) {
    throw new RubricError(
      parsed.error.issues.flatMap(issue =>
        leaves(issue).map(({ path, message }) => problemAt(path, message)),
      ),
    );
  }
  return { value: parsed.data, problemAt };
}

function plainValue(document: Document, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount });
  } catch {
    throw new RubricError([
      { file, message: `expands more than ${maxAliasCount} aliases` },
    ]);
  }
}

/** The line of the deepest part of `path` that exists; a key's own line rather than its value's. */
function lineOf(
  document: Document,
  lines: LineCounter,
  path: ReadonlyArray<PropertyKey>,
): number | undefined {
  for (let length = path.length; length >= 0; length--) {
    const parent = document.getIn(path.slice(0, Math.max(0, length - 1)), true);
    const pair = isMap(parent)
      ? parent.items.find(item => String(item.key) === String(path[length - 1]))
      : undefined;
    const node = pair?.key ?? document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return undefined;
}

/** A union reports every branch that failed; the branch that came furthest is the one that was meant. */
function leaves(
  issue: z.core.$ZodIssue,
): Array<{ path: PropertyKey[]; message: string }> {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(key => ({
      path: [...issue.path, key],
      message: 'is not a key that is known here',
    }));
  }
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) {
    return [{ path: issue.path, message: issue.message }];
  }
  const depth = (branch: z.core.$ZodIssue[]) =>
    Math.max(...branch.map(inner => inner.path.length));
  const unrecognised = (branch: z.core.$ZodIssue[]) =>
    branch.filter(inner => inner.code === 'unrecognized_keys').length;
  const branch = [...issue.errors].sort(
    (a, b) => depth(b) - depth(a) || unrecognised(a) - unrecognised(b),
  )[0];
  return branch.flatMap(inner =>
    leaves({ ...inner, path: [...issue.path, ...inner.path] }),
  );
}
