import { createHash } from 'node:crypto';
import {
  LoggerService,
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  SchedulerService,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { stringifyError } from '@backstage/errors';
import {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { findTemplatesFolder } from './findTemplatesFolder';
import { offerHosts, readHosts } from './offerHosts';
import { readTemplates } from './readTemplates';
import { toEntity } from './toEntity';

const DEFAULT_SCHEDULE: SchedulerServiceTaskScheduleDefinition = {
  frequency: { minutes: 5 },
  timeout: { minutes: 1 },
};

/** Keeps the catalog's golden paths the same as those in a folder. */
export class GoldenPathEntityProvider implements EntityProvider {
  static fromConfig(services: {
    config: Config;
    logger: LoggerService;
    scheduler: SchedulerService;
  }): GoldenPathEntityProvider {
    const config = services.config.getOptionalConfig('goldenPaths');
    const schedule = config?.getOptionalConfig('schedule');
    return new GoldenPathEntityProvider(
      findTemplatesFolder(config?.getOptionalString('directory')),
      config?.getOptionalString('url'),
      readHosts(services.config),
      services.logger,
      services.scheduler.createScheduledTaskRunner(
        schedule
          ? readSchedulerServiceTaskScheduleDefinitionFromConfig(schedule)
          : DEFAULT_SCHEDULE,
      ),
    );
  }

  /** What was applied and logged last, so that an unchanged folder writes and says nothing. */
  private lastHash?: string;

  private constructor(
    private readonly folder: string,
    private readonly url: string | undefined,
    private readonly hosts: string[],
    private readonly logger: LoggerService,
    private readonly taskRunner: ReturnType<
      SchedulerService['createScheduledTaskRunner']
    >,
  ) {}

  getProviderName(): string {
    return 'golden-paths';
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    // A schedule remembers its last run over restarts; what changed meanwhile is wanted now.
    await this.refresh(connection);
    await this.taskRunner.run({
      id: 'golden-paths-refresh',
      fn: () => this.refresh(connection),
    });
  }

  private async refresh(connection: EntityProviderConnection): Promise<void> {
    try {
      const { templates, problems } = await readTemplates(this.folder);
      const hash = createHash('sha256')
        .update(JSON.stringify({ templates, problems }))
        .digest('hex');
      if (hash === this.lastHash) return;

      for (const { path, reason } of problems) {
        this.logger.warn(`The golden path ${path} is left out: ${reason}`);
      }
      await connection.applyMutation({
        type: 'full',
        entities: templates.map(template => ({
          entity: offerHosts(
            toEntity(template, this.folder, this.url),
            this.hosts,
          ),
          locationKey: this.getProviderName(),
        })),
      });
      this.logger.info(
        `Registered ${templates.length} golden paths of ${this.folder}`,
      );
      this.lastHash = hash;
    } catch (error) {
      // The catalog keeps what it has: a folder that cannot be read is not an empty one.
      this.logger.error(
        `The golden paths of ${this.folder} could not be read: ${stringifyError(
          error,
        )}`,
      );
    }
  }
}
