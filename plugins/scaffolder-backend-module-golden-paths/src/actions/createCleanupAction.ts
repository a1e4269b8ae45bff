import {
  createTemplateAction,
  parseRepoUrl,
} from '@backstage/plugin-scaffolder-node';
import { findLocations } from '../repository/findLocations';
import { createRepositoryHost } from '../repository/createRepositoryHost';
import { markedTask } from '../repository/marker';
import { isUntouched } from '../repository/reclaim';
import { cleanupExamples } from './createCleanupAction.examples';
import { RepositoryOptions } from './createPreflightAction';

/**
 * `golden-path:cleanup`: after a failure, removes the repository and the catalog location that this task made,
 * and nothing else.
 *
 * @public
 */
export function createCleanupAction(options: RepositoryOptions) {
  return createTemplateAction({
    id: 'golden-path:cleanup',
    description:
      'Removes what the task has made, after one of its steps failed',
    supportsDryRun: true,
    examples: cleanupExamples,
    schema: {
      input: {
        repoUrl: z =>
          z
            .string()
            .optional()
            .describe('Where the task would have published to'),
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
      const { repoUrl, token } = ctx.input;
      ctx.output('removed', []);
      if (!repoUrl || ctx.isDryRun) {
        ctx.logger.info('Nothing was made, so nothing is removed');
        return;
      }
      const {
        host,
        owner = '',
        repo,
      } = parseRepoUrl(repoUrl, options.integrations);
      const repositoryHost = await createRepositoryHost({
        ...options,
        address: { host, owner, name: repo },
        token,
      });
      const repository = await repositoryHost.find();
      const portal = options.config.getString('app.baseUrl');
      const isOwn =
        repository &&
        serviceNames(repository.homepage).some(
          name => markedTask(repository.homepage, portal, name) === ctx.task.id,
        );
      if (!repository || !isOwn) {
        ctx.logger.info('This task made no repository, so none is removed');
        return;
      }
      const [service] = serviceNames(repository.homepage);
      if (!(await isUntouched(repositoryHost, repository, service))) {
        ctx.logger.warn(
          `${repository.url} is kept: somebody has worked on it already`,
        );
        return;
      }
      const locations = await removeLocations(options, repository.url);
      await repositoryHost.delete();
      ctx.logger.info(`Removed ${repository.url}; the name is free again`);
      ctx.output('removed', [...locations, repository.url]);
    },
  });
}

function serviceNames(homepage: string | undefined): string[] {
  if (!homepage || !URL.canParse(homepage)) {
    return [];
  }
  const name = new URL(homepage).pathname.split('/').pop();
  return name ? [name] : [];
}

// Before this task there was no such repository, so every location inside it was made by this task.
async function removeLocations(
  options: RepositoryOptions,
  repositoryUrl: string,
): Promise<string[]> {
  const credentials = await options.auth.getOwnServiceCredentials();
  const own = await findLocations(options, repositoryUrl);
  for (const { id } of own) {
    await options.catalog.removeLocationById(id, { credentials });
  }
  return own.map(({ target }) => target);
}
