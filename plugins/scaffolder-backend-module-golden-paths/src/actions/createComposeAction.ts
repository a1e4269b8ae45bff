import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { compose, writeComposition } from '../compose';
import { hostKind } from '../repository/createRepositoryHost';
import { composeExamples } from './createComposeAction.examples';
import { LibraryOptions, resolveLibrary } from './resolveLibrary';

// What GitHub takes as the description of a repository.
const longestSummary = 350;

/**
 * `golden-path:compose`: composes a service from blocks into the workspace. It has no effect outside the
 * workspace and the same answers give the same bytes, so it is run for real in a dry run, and simply run again
 * when a task is resumed.
 *
 * @public
 */
export function createComposeAction(
  options: LibraryOptions & {
    /** The Git hosts that the portal knows. */
    integrations?: ScmIntegrations;
  },
) {
  return createTemplateAction({
    id: 'golden-path:compose',
    description: 'Composes a service of a golden path into the workspace',
    supportsDryRun: true,
    examples: composeExamples,
    schema: {
      input: {
        path: z => z.string().describe('Name of the golden path'),
        answers: z =>
          z
            .record(z.unknown())
            .describe('The answers, by input; an unknown one is an error'),
        repoUrl: z =>
          z
            .string()
            .optional()
            .describe('The repository, when it is not among the answers'),
        targetPath: z =>
          z
            .string()
            .optional()
            .describe(
              'Folder of the workspace to write to; all of it if left out',
            ),
      },
      output: {
        name: z => z.string().describe('Name of the service'),
        owner: z => z.string().describe('Reference of the owning group'),
        summary: z => z.string().describe('The description on one line'),
        commitMessage: z => z.string().describe('Message for the first commit'),
        blocks: z => z.array(z.string()).describe('The blocks, with versions'),
        files: z => z.array(z.string()).describe('Paths of all files'),
      },
    },
    async handler(ctx) {
      const { path, answers, repoUrl, targetPath = '.' } = ctx.input;
      const library = await resolveLibrary(
        options,
        ctx.templateInfo?.baseUrl,
        () => ctx.createTemporaryDirectory(),
      );
      const composition = compose({
        library,
        path,
        answers: repoUrl ? { ...answers, repoUrl } : answers,
        hostKind: host =>
          options.integrations && hostKind(options.integrations, host),
      });
      await writeComposition(
        composition,
        resolveSafeChildPath(ctx.workspacePath, targetPath),
      );
      const { service, files } = composition;
      const blocks = composition.blocks.map(
        ({ name, version }) => `${name} ${version}`,
      );
      ctx.logger.info(
        `${service.name}: ${files.length} files from ${blocks.join(', ')}`,
      );
      ctx.output('name', service.name);
      ctx.output('owner', service.owner);
      ctx.output('summary', summarise(service.description));
      ctx.output(
        'commitMessage',
        `Create ${service.name} from ${composition.path.name} ${composition.path.version}`,
      );
      ctx.output('blocks', blocks);
      ctx.output(
        'files',
        files.map(file => file.path),
      );
    },
  });
}

function summarise(description: string): string {
  const line = description.replace(/\s+/g, ' ').trim();
  const characters = [...line];
  return characters.length > longestSummary
    ? `${characters.slice(0, longestSummary - 1).join('')}…`
    : line;
}
