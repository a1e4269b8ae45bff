import {
  BackstageCredentials,
  BackstageUserPrincipal,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { InputError, NotFoundError, toError } from '@backstage/errors';
import {
  CompiledRubric,
  compileRubric,
  Page,
  parseRubrics,
  PreviewChange,
  PreviewRequest,
  RubricError,
  RubricPreview,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { randomUUID } from 'node:crypto';
import { EntityAccess } from '../access/EntityAccess';
import { FleetEvaluator } from '../fleet/FleetEvaluator';
import { Reevaluated } from '../fleet/Reevaluated';
import { ScorecardStore } from '../database/ScorecardStore';
import { rankOf } from '../database/tables';
import { ActivationStore } from './ActivationStore';
import { PreviewStore } from './PreviewStore';
import { previewChanges } from './previewChanges';

const defaultLimit = 100;
/** Milliseconds without a sign of life after which a preview is taken from its process. */
const patience = 60_000;
/** Milliseconds between two reports of how far a preview has come. */
const betweenReports = 250;

/** @see PreviewService */
export interface PreviewServiceOptions {
  access: EntityAccess;
  activations: ActivationStore;
  fleet: FleetEvaluator;
  logger: LoggerService;
  previews: PreviewStore;
  scorecards: ScorecardStore;
}

/** Tries a draft of the rubric on the facts that are stored. Nothing that others see changes. */
export class PreviewService {
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();

  private constructor(private readonly options: PreviewServiceOptions) {}

  static create(options: PreviewServiceOptions): PreviewService {
    return new PreviewService(options);
  }

  /**
   * Starts a preview. Previews of one process run one after the other; another process may take one up.
   * @throws InputError that names file, line and key of everything that is wrong with the draft
   */
  async request(
    { files }: PreviewRequest,
    credentials: BackstageCredentials<BackstageUserPrincipal>,
  ): Promise<RubricPreview> {
    const rubric = compile(files);
    const id = randomUUID();
    const { previews } = this.options;
    const { userEntityRef } = credentials.principal;
    await previews.begin(id, rubric, userEntityRef);
    this.takeUp();
    return this.get(id, credentials);
  }

  /** Works on the previews that nobody works on, also those of a process that was killed. */
  takeUp(): void {
    this.running = this.running.then(() => this.runOrphans());
  }

  /** @throws NotFoundError */
  async get(
    id: string,
    credentials: BackstageCredentials,
  ): Promise<RubricPreview> {
    const readable = await this.options.access.readable(credentials);
    const preview = await this.options.previews.find(id, readable);
    if (!preview) throw new NotFoundError(`There is no preview ${id}`);
    return preview;
  }

  async changes(
    id: string,
    { cursor, limit = defaultLimit }: { cursor?: string; limit?: number },
    credentials: BackstageCredentials,
  ): Promise<Page<PreviewChange>> {
    const { access, previews } = this.options;
    const readable = await access.readable(credentials);
    return previews.changes(id, readable, { cursor, limit });
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async runOrphans(): Promise<void> {
    const { logger, previews } = this.options;
    try {
      const before = new Date(Date.now() - patience).toISOString();
      for (const { id, hash } of await previews.orphans(before)) {
        if (this.stopping.signal.aborted) return;
        const runner = randomUUID();
        if (await previews.claim(id, runner, before)) {
          await this.run({ id, runner }, hash);
        }
      }
    } catch (error) {
      logger.warn('Previews of rubrics could not be read', toError(error));
    }
  }

  /** Only of services that another level is found for; of those alone the stored scorecard is needed. */
  private async changesOf(services: Reevaluated[]): Promise<PreviewChange[]> {
    const moved = services.filter(
      ({ level, scorecard }) =>
        level !== null && level !== rankOf(scorecard.level),
    );
    const stored = await this.options.scorecards.findDocuments(
      moved.map(({ id }) => id),
    );
    return moved.flatMap(service =>
      previewChanges(service, stored.get(service.id)),
    );
  }

  private async run(
    claimed: { id: string; runner: string },
    hash: string,
  ): Promise<void> {
    const { activations, fleet, logger, previews } = this.options;
    try {
      const document = await activations.document(hash);
      if (!document) throw new Error(`The draft ${hash} is lost`);
      const rubric = compileRubric(document);
      let found = { evaluated: 0, changes: new Array<PreviewChange>() };
      let told = Date.now();
      const tell = async () => {
        await previews.add(claimed, found.evaluated, found.changes);
        found = { evaluated: 0, changes: [] };
        told = Date.now();
      };
      for await (const services of fleet.evaluate(
        rubric,
        this.stopping.signal,
      )) {
        found.evaluated += services.length;
        found.changes.push(...(await this.changesOf(services)));
        if (Date.now() - told > betweenReports) await tell();
      }
      await tell();
      await previews.end(claimed);
    } catch (error) {
      if (this.stopping.signal.aborted) {
        await previews.release(claimed.id, claimed.runner).catch(() => {});
        return;
      }
      logger.warn('A preview of a rubric was given up', toError(error));
      await previews
        .end(claimed, 'The preview was interrupted; ask for it again.')
        .catch(() => {});
    }
  }
}

function compile(files: PreviewRequest['files']): CompiledRubric {
  try {
    return parseRubrics(files);
  } catch (error) {
    if (error instanceof RubricError) throw new InputError(error.message);
    throw error;
  }
}
