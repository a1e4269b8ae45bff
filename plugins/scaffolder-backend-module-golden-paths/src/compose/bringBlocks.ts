import { JsonObject } from '@backstage/types';
import { Block, RuntimeValue } from './BlockDefinition';
import { templateExtension } from './loadBlock';
import { matchesGlob } from './matchesGlob';
import { CompositionPlan } from './planComposition';
import { namesOf } from './selectBlocks';

/** What is rendered of a plan. */
export interface BroughtBlocks {
  /** The blocks that bring files. */
  blocks: Block[];
  /** What templates find in `has`. */
  present: Set<string>;
  runtime: JsonObject;
}

/**
 * The blocks of a plan that bring files: all of them for a new service. A path that adopts a repository uses some for
 * what they know about the runtime alone, and brings neither code nor what was not asked for.
 *
 * @param profile - what of the runtime profile is otherwise in a repository that exists
 */
export function bringBlocks(
  { path, values, blocks }: CompositionPlan,
  profile: Record<string, RuntimeValue> = {},
): BroughtBlocks {
  const runtime = blocks.find(block => block.runtime)?.runtime ?? {};
  const { adopts } = path;
  if (!adopts) {
    return {
      blocks,
      present: namesOf(blocks),
      runtime: runtime as JsonObject,
    };
  }
  const silent = new Set(Object.values(adopts.profiles).flat());
  const wanted = blocks.filter(
    ({ name }) =>
      !silent.has(name) &&
      (adopts.optional[name]?.some(input => values[input] === true) ?? true),
  );
  const unwanted = blocks.filter(
    block => !wanted.includes(block) && !silent.has(block.name),
  );
  const present = namesOf(blocks);
  for (const name of namesOf(unwanted)) {
    present.delete(name);
  }
  return {
    blocks: wanted.map(block => ({
      ...block,
      skeleton: block.skeleton.filter(
        ({ path: file }) => !isLeftOut(file, adopts.without[block.name]),
      ),
    })),
    present,
    runtime: merge(runtime, profile) as JsonObject,
  };
}

function isLeftOut(file: string, patterns: string[] = []): boolean {
  const path = file.endsWith(templateExtension)
    ? file.slice(0, -templateExtension.length)
    : file;
  return patterns.some(pattern => matchesGlob(path, pattern));
}

function merge(
  base: Record<string, RuntimeValue>,
  over: Record<string, RuntimeValue>,
): Record<string, RuntimeValue> {
  return Object.fromEntries(
    [...new Set([...Object.keys(base), ...Object.keys(over)])].map(key => {
      const [a, b] = [base[key], over[key]];
      return [key, isRecord(a) && isRecord(b) ? merge(a, b) : b ?? a];
    }),
  );
}

function isRecord(value: unknown): value is Record<string, RuntimeValue> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
