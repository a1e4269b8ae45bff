import { InputError } from '@backstage/errors';
import {
  isAtLeast,
  isSatisfied,
  Level,
  levelSchema,
  resultStateSchema,
  Scorecard,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { z } from 'zod';
import { readTextFile } from '../settings/readTextFile';

const baselineSchema = z.object({
  service: z.string().optional(),
  level: levelSchema.nullable(),
  checks: z.array(z.object({ id: z.string(), state: resultStateSchema })),
});

/** What `readiness check --format json` printed earlier, as far as a comparison needs it. */
export type Baseline = z.infer<typeof baselineSchema>;

/** How a scorecard differs from an earlier one. */
export interface Comparison {
  levelBefore: Level | undefined;
  /** The level is lower than before. */
  lower: boolean;
  /** Checks that passed before and do not any more. */
  worse: string[];
  /** Checks that pass now and did not before. */
  better: string[];
}

/** @throws InputError when the file is not the JSON of an earlier run */
export function readBaseline(path: string, shown: string): Baseline {
  const text = readTextFile(path, `The baseline ${shown}`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new InputError(`The baseline ${shown} is not JSON`);
  }
  const parsed = baselineSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [{ path: key, message }] = parsed.error.issues;
  throw new InputError(
    `The baseline ${shown} is not the JSON of an earlier \`readiness check\`: ${
      key.map(String).join('.') || 'the document'
    }: ${message}`,
  );
}

/** A check that the baseline does not know is neither better nor worse. */
export function compareWith(
  baseline: Baseline,
  { level, results }: Scorecard,
): Comparison {
  const before = new Map(baseline.checks.map(({ id, state }) => [id, state]));
  const levelBefore = baseline.level ?? undefined;
  return {
    levelBefore,
    lower: levelBefore !== undefined && !isAtLeast(level, levelBefore),
    worse: results
      .filter(
        result => before.get(result.id) === 'pass' && !isSatisfied(result),
      )
      .map(({ id }) => id),
    better: results
      .filter(
        ({ id, state }) =>
          state === 'pass' && before.has(id) && before.get(id) !== 'pass',
      )
      .map(({ id }) => id),
  };
}
