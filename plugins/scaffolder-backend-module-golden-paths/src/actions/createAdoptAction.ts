import { readFile } from 'node:fs/promises';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { additionText } from '../adopt/additionText';
import { adoptionLockPath, parseAdoptionLock } from '../adopt/adoptionLock';
import { answersFor } from '../adopt/answersFor';
import { composeAddition } from '../adopt/composeAddition';
import { detectService } from '../adopt/detectService';
import { readText } from '../adopt/readText';
import { ListedPaths, RepositoryListing } from '../adopt/RepositoryListing';
import { writeComposition } from '../compose';
import { adoptExamples } from './createAdoptAction.examples';
import { listingOf } from './createFetchAction';
import { LibraryOptions, resolveLibrary } from './resolveLibrary';

/**
 * `golden-path:adopt`: composes what a repository, which `golden-path:fetch` has read, has not yet, into a folder of
 * its own. Nothing that exists is among it. It has no effect outside the workspace, so it is run for real in a dry run.
 *
 * @public
 */
export function createAdoptAction(options: LibraryOptions) {
  return createTemplateAction({
    id: 'golden-path:adopt',
    description: 'Composes what a repository that exists has not yet',
    supportsDryRun: true,
    examples: adoptExamples,
    schema: {
      input: {
        path: z => z.string().describe('Name of the golden path'),
        answers: z =>
          z
            .record(z.unknown())
            .describe(
              'The answers, by input; what is left out is taken from the repository',
            ),
        sourcePath: z =>
          z
            .string()
            .optional()
            .describe('Where it was fetched to; "repository" if left out'),
        targetPath: z =>
          z
            .string()
            .optional()
            .describe('Where what is added goes; "addition" if left out'),
      },
      output: {
        name: z => z.string().describe('Name of the service'),
        owner: z => z.string().describe('Reference of the owning group'),
        needed: z => z.boolean().describe('Whether there is anything to add'),
        again: z =>
          z
            .boolean()
            .describe(
              'Whether it was adopted before, so that the record of it is changed',
            ),
        added: z => z.array(z.string()).describe('Paths of what is added'),
        kept: z =>
          z
            .array(z.string())
            .describe('Paths that blocks bring and the repository has'),
        title: z => z.string().describe('Title for the request'),
        branchName: z => z.string().describe('Branch for the request'),
        description: z => z.string().describe('What the request says'),
      },
    },
    async handler(ctx) {
      const { path, sourcePath = 'repository' } = ctx.input;
      const { targetPath = 'addition' } = ctx.input;
      const directory = resolveSafeChildPath(ctx.workspacePath, sourcePath);
      const listing = await readListing(ctx.workspacePath, sourcePath);
      const library = await resolveLibrary(
        options,
        ctx.templateInfo?.baseUrl,
        () => ctx.createTemporaryDirectory(),
      );
      const detected = await detectService(
        directory,
        listing.url.split('/').pop() ?? '',
        ctx.signal,
      );
      const answers = answersFor(ctx.input.answers, detected);
      const earlier = parseAdoptionLock(
        await readText(directory, adoptionLockPath),
      );
      const addition = composeAddition({
        library,
        path,
        answers,
        detected,
        hostKind: listing.host,
        listed: ListedPaths.of(listing),
        earlier,
      });
      const { files, kept, clashes } = addition;
      const { service } = addition.composition;
      ctx.logger.info(
        `${service.name}: ${answers.runtime}${
          detected.packageManager ? ` with ${detected.packageManager}` : ''
        }, of ${service.owner}`,
      );
      if (files.length > 0) {
        await writeComposition(
          addition,
          resolveSafeChildPath(ctx.workspacePath, targetPath),
        );
      }
      for (const { file, existing } of kept) {
        ctx.logger.info(
          `Kept: ${file.path} of ${
            file.block
          } does not come, there is ${JSON.stringify(existing)}`,
        );
      }
      for (const clash of clashes) {
        ctx.logger.warn(clash);
      }
      ctx.logger.info(
        files.length > 0
          ? `${files.length} files are added, ${kept.length} are kept`
          : 'There is nothing to add: the repository has everything that was asked for',
      );
      ctx.output('name', service.name);
      ctx.output('owner', service.owner);
      ctx.output('needed', files.length > 0);
      ctx.output('again', earlier !== undefined);
      ctx.output(
        'added',
        files.map(file => file.path),
      );
      ctx.output(
        'kept',
        kept.map(({ file }) => file.path),
      );
      ctx.output(
        'title',
        `Add what makes ${service.name} ready for production`,
      );
      ctx.output('branchName', 'golden-path/adopt');
      ctx.output(
        'description',
        additionText(addition, library, path, detected),
      );
    },
  });
}

async function readListing(
  workspace: string,
  sourcePath: string,
): Promise<RepositoryListing> {
  const file = resolveSafeChildPath(workspace, listingOf(sourcePath));
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw new InputError(
      `Nothing was fetched to "${sourcePath}": golden-path:fetch comes first`,
      error,
    );
  }
}
