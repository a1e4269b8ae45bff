import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import {
  resolveSafeChildPath,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { fetchRepository } from '../adopt/fetchRepository';
import { listRepository } from '../adopt/listRepository';
import { fetchExamples } from './createFetchAction.examples';

/** Where the listing of a fetched repository is kept, below the folder that it was fetched to. */
export const listingOf = (folder: string) => `${folder}.listing.json`;

/**
 * `golden-path:fetch`: reads a repository into the workspace, within limits, and what else stands in it by name. It
 * changes nothing anywhere, so it is run for real in a dry run.
 *
 * @public
 */
export function createFetchAction(options: {
  reader: UrlReaderService;
  integrations: ScmIntegrations;
}) {
  return createTemplateAction({
    id: 'golden-path:fetch',
    description: 'Reads a repository that exists into the workspace',
    supportsDryRun: true,
    examples: fetchExamples,
    schema: {
      input: {
        repoUrl: z =>
          z.string().describe('Like `github.com?owner=acme&repo=orders`'),
        targetPath: z =>
          z
            .string()
            .optional()
            .describe('Folder of the workspace; "repository" if left out'),
        token: z =>
          z
            .string()
            .optional()
            .describe("A token of the user, instead of the integration's"),
      },
      output: {
        host: z => z.enum(['github', 'gitlab']).describe('What the host runs'),
        url: z => z.string().describe('Address of the repository'),
        branch: z => z.string().describe('Its default branch'),
      },
    },
    async handler(ctx) {
      const { repoUrl, targetPath = 'repository', token } = ctx.input;
      const directory = resolveSafeChildPath(ctx.workspacePath, targetPath);
      const listing = await listRepository({ ...options, repoUrl, token });
      const { files, bytes, unread } = await fetchRepository({
        listing,
        reader: options.reader,
        directory,
        token,
        signal: ctx.signal,
      });
      const file = resolveSafeChildPath(
        ctx.workspacePath,
        listingOf(targetPath),
      );
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, JSON.stringify(listing));
      ctx.logger.info(
        `${listing.url}: ${files} of ${
          listing.entries.filter(({ kind }) => kind !== 'folder').length
        } files of ${listing.branch}, ${bytes} bytes${
          unread.length > 0
            ? `; ${unread.length} are known by name only, as ${JSON.stringify(
                unread[0],
              )}`
            : ''
        }`,
      );
      ctx.output('host', listing.host);
      ctx.output('url', listing.url);
      ctx.output('branch', listing.branch);
    },
  });
}
