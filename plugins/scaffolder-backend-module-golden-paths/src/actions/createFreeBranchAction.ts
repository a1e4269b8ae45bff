import {
  createTemplateAction,
  parseRepoUrl,
} from '@backstage/plugin-scaffolder-node';
import { createBranchHost } from '../repository/createRepositoryHost';
import { freeBranch } from '../repository/freeBranch';
import { freeBranchExamples } from './createFreeBranchAction.examples';
import { RepositoryOptions } from './createPreflightAction';

/**
 * `golden-path:free-branch`: finds out, before anything is made, whether a request can be opened: the repository takes
 * changes, the token may push, and nobody's work stands on the branch. What an interrupted run left there is removed.
 *
 * @public
 */
export function createFreeBranchAction(
  options: Pick<RepositoryOptions, 'integrations' | 'credentials'>,
) {
  return createTemplateAction({
    id: 'golden-path:free-branch',
    description:
      'Checks that a request can be opened from a branch, before anything is made',
    supportsDryRun: true,
    examples: freeBranchExamples,
    schema: {
      input: {
        repoUrl: z =>
          z.string().describe('Like `gitlab.com?owner=acme&repo=orders`'),
        branch: z => z.string().describe('The branch of the request'),
        targetBranch: z => z.string().describe('What it would be merged into'),
        title: z => z.string().describe('Title of the request and its commit'),
        token: z =>
          z
            .string()
            .optional()
            .describe("A token of the user, instead of the integration's"),
      },
      output: {
        made: z =>
          z
            .string()
            .describe(
              'The branch, when it is this task that makes it; otherwise nothing',
            ),
      },
    },
    async handler(ctx) {
      const { repoUrl, branch, targetBranch, title, token } = ctx.input;
      if (ctx.isDryRun) {
        return;
      }
      const { integrations } = options;
      const { host, owner = '', repo } = parseRepoUrl(repoUrl, integrations);
      const branches = await createBranchHost({
        ...options,
        address: { host, owner, name: repo },
        token,
      });
      await branches.assertCanPropose();
      // Asked once per task: when it is resumed, what stands on the branch may be its own.
      const found = await ctx.checkpoint({
        key: `free-branch.${repoUrl}.${branch}`,
        fn: () =>
          freeBranch({ host: branches, branch, target: targetBranch, title }),
      });
      if (found === 'freed') {
        ctx.logger.info(
          `Removed the branch "${branch}", which an earlier run had left with nothing else on it`,
        );
      }
      ctx.logger.info(`A request can be opened from "${branch}"`);
      if (found !== 'shared') {
        ctx.output('made', branch);
      }
    },
  });
}
