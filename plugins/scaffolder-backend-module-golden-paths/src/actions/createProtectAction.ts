import {
  createTemplateAction,
  parseRepoUrl,
} from '@backstage/plugin-scaffolder-node';
import { createRepositoryHost } from '../repository/createRepositoryHost';
import { protectExamples } from './createProtectAction.examples';
import { RepositoryOptions } from './createPreflightAction';

/**
 * `golden-path:protect`: lets the default branch of a new repository be changed by merges alone, where the action that
 * published it does not: `publish:gitlab` fails on a branch that GitLab has protected by itself, and knows no rules.
 *
 * @public
 */
export function createProtectAction(
  options: Pick<RepositoryOptions, 'integrations' | 'credentials'>,
) {
  return createTemplateAction({
    id: 'golden-path:protect',
    description:
      'Lets a branch be changed by merges alone, where publishing does not see to it',
    supportsDryRun: true,
    examples: protectExamples,
    schema: {
      input: {
        repoUrl: z => z.string().describe('The repository'),
        branch: z => z.string().default('main').describe('The branch'),
        token: z =>
          z
            .string()
            .optional()
            .describe("A token of the user, instead of the integration's"),
      },
    },
    async handler(ctx) {
      const { repoUrl, branch = 'main', token } = ctx.input;
      const {
        host,
        owner = '',
        repo,
      } = parseRepoUrl(repoUrl, options.integrations);
      if (ctx.isDryRun) {
        return;
      }
      const repositoryHost = await createRepositoryHost({
        ...options,
        address: { host, owner, name: repo },
        token,
      });
      await repositoryHost.protectBranch?.(branch);
      ctx.logger.info(`${branch} is changed by merges alone`);
    },
  });
}
