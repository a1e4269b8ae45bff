import {
  createTemplateAction,
  parseRepoUrl,
} from '@backstage/plugin-scaffolder-node';
import { createBranchHost } from '../repository/createRepositoryHost';
import { isUntouchedBranch } from '../repository/freeBranch';
import { dropBranchExamples } from './createDropBranchAction.examples';
import { RepositoryOptions } from './createPreflightAction';

/**
 * `golden-path:drop-branch`: after a failure, removes the branch that this task made for a request, and nothing else:
 * not one with an open request, nor one that somebody has worked on.
 *
 * @public
 */
export function createDropBranchAction(
  options: Pick<RepositoryOptions, 'integrations' | 'credentials'>,
) {
  return createTemplateAction({
    id: 'golden-path:drop-branch',
    description:
      'Removes the branch that the task has made, after one of its steps failed',
    supportsDryRun: true,
    examples: dropBranchExamples,
    schema: {
      input: {
        repoUrl: z =>
          z.string().describe('Like `gitlab.com?owner=acme&repo=orders`'),
        branch: z =>
          z
            .string()
            .optional()
            .describe(
              'What `golden-path:free-branch` said that the task makes',
            ),
        targetBranch: z =>
          z.string().optional().describe('What it would be merged into'),
        title: z =>
          z.string().optional().describe('Title of the request and its commit'),
        token: z =>
          z
            .string()
            .optional()
            .describe("A token of the user, instead of the integration's"),
      },
      output: {
        removed: z => z.array(z.string()).describe('What was removed'),
      },
    },
    async handler(ctx) {
      const { repoUrl, branch, targetBranch, title, token } = ctx.input;
      ctx.output('removed', []);
      // Where an earlier step has failed, nothing of it is known.
      if (!branch || !targetBranch || !title || ctx.isDryRun) {
        ctx.logger.info('This task made no branch, so none is removed');
        return;
      }
      const { integrations } = options;
      const { host, owner = '', repo } = parseRepoUrl(repoUrl, integrations);
      const branches = await createBranchHost({
        ...options,
        address: { host, owner, name: repo },
        token,
      });
      const found = await branches.find(branch, targetBranch);
      if (!found) {
        ctx.logger.info('This task made no branch, so none is removed');
      } else if (found.request) {
        ctx.logger.warn(`"${branch}" is kept: ${found.request} is open`);
      } else if (!isUntouchedBranch(found, title)) {
        ctx.logger.warn(`"${branch}" is kept: somebody has worked on it`);
      } else {
        await branches.delete(branch);
        ctx.logger.info(`Removed the branch "${branch}"`);
        ctx.output('removed', [branch]);
      }
    },
  });
}
