import { AuthService } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { ConflictError, InputError } from '@backstage/errors';
import {
  GithubCredentialsProvider,
  ScmIntegrations,
} from '@backstage/integration';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  createTemplateAction,
  ScaffolderService,
} from '@backstage/plugin-scaffolder-node';
import { compose } from '../compose';
import { findLocations } from '../repository/findLocations';
import {
  createRepositoryHost,
  hostKind,
} from '../repository/createRepositoryHost';
import { isTaskAlive } from '../repository/isTaskAlive';
import { markerUrl } from '../repository/marker';
import { reclaim } from '../repository/reclaim';
import { preflightExamples } from './createPreflightAction.examples';
import { LibraryOptions, resolveLibrary } from './resolveLibrary';

/** What the actions that deal with repositories need. @public */
export interface RepositoryOptions extends LibraryOptions {
  /** The portal's configuration. */
  config: Config;
  /** The Git hosts that the portal knows. */
  integrations: ScmIntegrations;
  /** What those hosts are asked with. */
  credentials: GithubCredentialsProvider;
  /** Where names and owners are looked up. */
  catalog: CatalogService;
  /** Where it is asked whether a task still runs. */
  scaffolder: ScaffolderService;
  /** Speaks for the scaffolder itself. */
  auth: AuthService;
}

/**
 * `golden-path:preflight`: finds out, before anything is made, whether the creation can succeed: the answers
 * compose, the owner is in the catalog, the name is free there and on the host, and the token may create.
 * A repository that an interrupted creation of the same service left behind is removed.
 *
 * @public
 */
export function createPreflightAction(options: RepositoryOptions) {
  return createTemplateAction({
    id: 'golden-path:preflight',
    description:
      'Checks name, owner and rights of a service before anything is made',
    supportsDryRun: true,
    examples: preflightExamples,
    schema: {
      input: {
        path: z => z.string().describe('Name of the golden path'),
        answers: z => z.record(z.unknown()).describe('The answers, by input'),
        token: z =>
          z
            .string()
            .optional()
            .describe("A token of the user, instead of the integration's"),
      },
      output: {
        repoUrl: z => z.string().describe('Where the repository will be'),
        homepage: z =>
          z
            .string()
            .describe(
              'Homepage for the repository: it must be published with it, so that an interrupted creation is recognised; on GitLab as the end of its description',
            ),
        host: z =>
          z
            .string()
            .describe('What runs where the repository will be: github, gitlab'),
      },
    },
    async handler(ctx) {
      const { path, token } = ctx.input;
      const answers = withRepository(options.config, ctx.input.answers);
      const library = await resolveLibrary(
        options,
        ctx.templateInfo?.baseUrl,
        () => ctx.createTemporaryDirectory(),
      );
      const { service, answers: complete } = compose({
        library,
        path,
        answers,
      });
      const portal = options.config.getString('app.baseUrl');
      ctx.output('repoUrl', String(answers.repoUrl));
      ctx.output('homepage', markerUrl(portal, service.name, ctx.task.id));
      const kind = hostKind(options.integrations, service.repository.host);
      ctx.output('host', kind ?? 'unknown');

      await assertOwnerExists(options, service.owner);
      await assertNameIsFree(options, service.name);
      if (ctx.isDryRun) {
        return;
      }
      assertPipelineRuns(complete.ci, kind, service.repository.host);
      const host = await createRepositoryHost({
        ...options,
        address: service.repository,
        token,
      });
      await host.assertCanCreate();
      const outcome = await reclaim({
        host,
        portal,
        service: service.name,
        taskId: ctx.task.id,
        isTaskAlive: taskId => isTaskAlive({ ...options, taskId }),
        isRegistered: async url =>
          (await findLocations(options, url)).length > 0,
      });
      if (outcome === 'reclaimed') {
        ctx.logger.info(
          `Removed ${service.repository.url}, which an interrupted creation of the same service had left behind`,
        );
      }
      ctx.logger.info(
        `${service.name} can be created in ${service.repository.url} for ${service.owner}`,
      );
    },
  });
}

const platforms = { github: 'GitHub Actions', gitlab: 'GitLab CI' };

// Nothing would ever say that a pipeline does not run: there would be none to see.
function assertPipelineRuns(
  ci: unknown,
  kind: 'github' | 'gitlab' | undefined,
  host: string,
): void {
  if ((ci === 'github' || ci === 'gitlab') && kind && ci !== kind) {
    throw new InputError(
      `The pipeline would be for ${platforms[ci]}, which ${host} does not run; choose ${platforms[kind]} or another place for the repository`,
    );
  }
}

function withRepository(
  config: Config,
  answers: Record<string, unknown>,
): Record<string, unknown> {
  if (answers.repoUrl && answers.repositoryPlace !== 'default') {
    return answers;
  }
  const publish = config.getOptionalConfig('goldenPaths.publish');
  if (!publish) {
    throw new InputError(
      'No repository was chosen, and goldenPaths.publish in the configuration names no default',
    );
  }
  const query = new URLSearchParams({
    owner: publish.getString('owner'),
    repo: String(answers.name),
  });
  return { ...answers, repoUrl: `${publish.getString('host')}?${query}` };
}

// With the portal's own rights: what a user may not see still has a name.
async function assertOwnerExists(
  { catalog, auth }: RepositoryOptions,
  owner: string,
): Promise<void> {
  const credentials = await auth.getOwnServiceCredentials();
  if (!(await catalog.getEntityByRef(owner, { credentials }))) {
    throw new InputError(
      `The owner ${owner} is not in the catalog; choose a group that is`,
    );
  }
}

async function assertNameIsFree(
  { catalog, auth }: RepositoryOptions,
  name: string,
): Promise<void> {
  const credentials = await auth.getOwnServiceCredentials();
  const ref = `component:default/${name}`;
  if (await catalog.getEntityByRef(ref, { credentials })) {
    throw new ConflictError(
      `The name "${name}" is taken: ${ref} is in the catalog; choose another name`,
    );
  }
}
