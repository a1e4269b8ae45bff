import {
  CompiledRubric,
  evaluate,
  Source,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import {
  collectFacts,
  MemoryTree,
} from '@goldenpath/backstage-plugin-production-readiness-node';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const linesBefore = 3;
const linesAfter = 8;
const filesSchema = z.record(z.string(), z.string());

/** What satisfies a check: a place in a small service, as the collectors find it. */
export interface CheckExample {
  /** Why the check passes, as the evaluation says it. */
  reason: string;
  /** Absent where it passes because nothing speaks against it. */
  place?: {
    path: string;
    line: number;
    /** The lines around it. */
    excerpt: string[];
  };
}

/** The files of the service that comes along as an example. */
export function exampleFiles(): Record<string, string> {
  const file = join(packageFolder(), 'example', 'orders.yaml');
  return filesSchema.parse(parse(readFileSync(file, 'utf8')));
}

/** What the example service satisfies of a rubric, by check. */
export async function findExamples(
  rubric: CompiledRubric,
): Promise<ReadonlyMap<string, CheckExample>> {
  const files = exampleFiles();
  const facts = await collectFacts(MemoryTree.of(files), {
    path: '',
    name: 'orders',
  });
  const { results } = evaluate(rubric, { facts, now: new Date() });
  const examples = new Map<string, CheckExample>();
  for (const { id, state, reason, evidence } of results) {
    if (state !== 'pass') continue;
    const [source] = evidence;
    const place = source && placeIn(files, source);
    examples.set(id, { reason, ...(place && { place }) });
  }
  return examples;
}

function placeIn(
  files: Record<string, string>,
  { path = '', line = 1 }: Source,
): CheckExample['place'] {
  if (!Object.hasOwn(files, path)) return undefined;
  const excerpt = files[path]
    .split('\n')
    .slice(Math.max(0, line - 1 - linesBefore), line + linesAfter);
  return { path, line, excerpt: withoutMargin(excerpt) };
}

/** Without the indentation that all lines share, and without blank lines at the end. */
function withoutMargin(lines: string[]): string[] {
  const text = lines.join('\n').trimEnd().split('\n');
  const margins = text
    .filter(line => line.trim() !== '')
    .map(line => line.length - line.trimStart().length);
  const margin = Math.min(...margins);
  return text.map(line => line.slice(margin));
}

/** The folder of this package. */
function packageFolder(): string {
  // Walking up finds the package from its sources and from a build alike.
  // eslint-disable-next-line no-restricted-syntax
  let folder = __dirname;
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}
