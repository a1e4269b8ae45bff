import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  isAtLeast,
  levels,
  openBlockers,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { evaluateWorkspace } from '../readiness/evaluateWorkspace';
import { levelText } from '../readiness/levelText';
import { loadRubric } from '../readiness/loadRubric';
import { scorecardLines } from '../readiness/scorecardLines';
import { readinessExamples } from './createReadinessAction.examples';

/**
 * `readiness:check`: evaluates the workspace as the portal will evaluate the repository, tells level and open
 * checks in the task log, and fails below the level that was promised. It reads the workspace and nothing else, so
 * it is run for real in a dry run.
 *
 * @public
 */
export function createReadinessAction(options: { config: Config }) {
  // Read once, as the portal does, and before the first service waits for it.
  const rubric = loadRubric(options.config);
  rubric.catch(() => {});
  return createTemplateAction({
    id: 'readiness:check',
    description:
      'Evaluates the workspace by the rubric, and fails below a level',
    supportsDryRun: true,
    examples: readinessExamples,
    schema: {
      input: {
        minLevel: z =>
          z
            .enum(levels)
            .optional()
            .describe('Below this level the step fails; never if left out'),
        checks: z =>
          z
            .array(z.string())
            .optional()
            .describe(
              'Checks that have to be satisfied whatever the level, for what is no service; one that the rubric has not is left out',
            ),
        targetPath: z =>
          z
            .string()
            .optional()
            .describe('Folder of the workspace; all of it if left out'),
      },
      output: {
        level: z =>
          z
            .enum([...levels, 'below L1'])
            .describe('The level that the workspace is at'),
        open: z =>
          z
            .array(
              z.object({
                id: z.string(),
                level: z.enum(levels),
                title: z.string(),
                state: z.string(),
                reason: z.string(),
                fix: z.string(),
              }),
            )
            .describe('The open checks, the next steps first'),
        blockers: z =>
          z
            .array(z.string())
            .describe('Ids of the open checks that block every review'),
      },
    },
    async handler(ctx) {
      const { minLevel, checks = [], targetPath = '.' } = ctx.input;
      const begin = performance.now();
      const evaluated = await evaluateWorkspace(
        resolveSafeChildPath(ctx.workspacePath, targetPath),
        await rubric,
        ctx.signal,
      );
      const { service, scorecard, open, rubric: measure } = evaluated;
      for (const line of scorecardLines(evaluated)) {
        ctx.logger.info(line);
      }
      const seconds = ((performance.now() - begin) / 1000).toFixed(1);
      ctx.logger.info(
        `${scorecard.results.length} checks of ${measure.name} ${measure.version} in ${seconds} s`,
      );
      const level = scorecard.level ?? 'below L1';
      ctx.output('level', level);
      ctx.output(
        'open',
        open.map(({ check, result: { state, reason } }) => ({
          id: check.id,
          level: check.level,
          title: check.title,
          state,
          reason,
          fix: check.fix.summary,
        })),
      );
      ctx.output(
        'blockers',
        openBlockers(scorecard.results).map(({ id }) => id),
      );
      const broken = open.filter(({ check }) => checks.includes(check.id));
      if (broken.length > 0) {
        throw new InputError(
          `${service} does not satisfy what is promised: ${broken
            .map(({ check }) => check.id)
            .join(', ')}`,
        );
      }
      if (minLevel && !isAtLeast(scorecard.level, minLevel)) {
        const missing = open.filter(({ check }) =>
          isAtLeast(minLevel, check.level),
        );
        throw new InputError(
          `${service} would be ${level}, and ${levelText(
            measure,
            minLevel,
          )} is promised; open: ${missing
            .map(({ check }) => check.id)
            .join(', ')}`,
        );
      }
    },
  });
}
