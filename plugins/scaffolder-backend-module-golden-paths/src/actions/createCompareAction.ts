import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { levels } from '@goldenpath/backstage-plugin-production-readiness-common';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { compareReadiness } from '../adopt/compareReadiness';
import { comparisonText } from '../adopt/comparisonText';
import { levelText } from '../readiness/levelText';
import { loadRubric } from '../readiness/loadRubric';
import { compareExamples } from './createCompareAction.examples';

/**
 * `readiness:compare`: evaluates a repository of the workspace without and with an addition, tells what changes, and
 * fails when a check that passes now would not pass any more. It reads the workspace and nothing else, so it is run
 * for real in a dry run.
 *
 * @public
 */
export function createCompareAction(options: { config: Config }) {
  const rubric = loadRubric(options.config);
  rubric.catch(() => {});
  return createTemplateAction({
    id: 'readiness:compare',
    description:
      'Evaluates a repository without and with an addition, and fails when a check is lost',
    supportsDryRun: true,
    examples: compareExamples,
    schema: {
      input: {
        service: z => z.string().describe('Name of the service'),
        sourcePath: z =>
          z
            .string()
            .optional()
            .describe('Folder of the repository; "repository" if left out'),
        additionPath: z =>
          z
            .string()
            .optional()
            .describe('Folder of the addition; "addition" if left out'),
      },
      output: {
        before: z =>
          z.enum([...levels, 'below L1']).describe('The level without it'),
        after: z =>
          z.enum([...levels, 'below L1']).describe('The level with it'),
        gained: z =>
          z.array(z.string()).describe('Checks that it satisfies, by id'),
        report: z => z.string().describe('The comparison in Markdown'),
      },
    },
    async handler(ctx) {
      const { service, sourcePath = 'repository' } = ctx.input;
      const { additionPath = 'addition' } = ctx.input;
      const compiled = await rubric;
      const comparison = await compareReadiness({
        repository: resolveSafeChildPath(ctx.workspacePath, sourcePath),
        addition: resolveSafeChildPath(ctx.workspacePath, additionPath),
        service,
        rubric: compiled,
        signal: ctx.signal,
      });
      const { before, after, gained, lost, opened } = comparison;
      const { document } = compiled;
      ctx.logger.info(
        `${service}: ${levelText(document, before.level)} before, ${levelText(
          document,
          after.level,
        )} after`,
      );
      for (const { check } of gained) {
        ctx.logger.info(`  ✔ ${check.level} ${check.title} (${check.id})`);
      }
      for (const { check } of opened) {
        ctx.logger.info(
          `  ✘ ${check.level} ${check.title} (${check.id}) applies from now on`,
        );
      }
      ctx.output('before', before.level ?? 'below L1');
      ctx.output('after', after.level ?? 'below L1');
      ctx.output(
        'gained',
        gained.map(({ check }) => check.id),
      );
      ctx.output('report', comparisonText(comparison, document));
      if (lost.length > 0) {
        throw new InputError(
          `${service} passes now and would not pass any more: ${lost
            .map(({ check, after: { reason } }) => `${check.id} (${reason})`)
            .join(', ')}`,
        );
      }
    },
  });
}
