import {
  BackstageCredentials,
  BackstageUserPrincipal,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import {
  Actor,
  addCondition,
  chainHash,
  ConditionInput,
  freezeAgain,
  ListReviewsRequest,
  meetCondition,
  openReview,
  OpenReviewRequest,
  Page,
  reduceReview,
  Review,
  ReviewEvent,
  ReviewRecord,
  ReviewSummary,
  Scorecard,
  signReview,
  SignReviewRequest,
  withdrawReview,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { randomUUID } from 'node:crypto';
import { actorOf } from '../access/actorOf';
import { EntityAccess } from '../access/EntityAccess';
import { ownerOf } from '../catalog/describeService';
import { parseReference } from '../catalog/parseReference';
import { TeamDirectory } from '../catalog/TeamDirectory';
import { LoggedEvent, ReviewStore } from '../database/ReviewStore';
import { ScorecardStore } from '../database/ScorecardStore';
import { Grant } from '../permissions/Grants';
import { RubricInForce } from '../rubric/RubricInForce';
import { recordOf, summaryOf } from './presentReview';

const defaultLimit = 50;

type UserCredentials = BackstageCredentials<BackstageUserPrincipal>;

/** @see ReviewService */
export interface ReviewServiceOptions {
  access: EntityAccess;
  reviews: ReviewStore;
  rubrics: RubricInForce;
  scorecards: ScorecardStore;
  teams: TeamDirectory;
  userInfo: UserInfoService;
}

/** Readiness reviews. The rules are the transitions of the common package; this loads, applies and appends. */
export class ReviewService {
  private constructor(private readonly options: ReviewServiceOptions) {}

  static create(options: ReviewServiceOptions): ReviewService {
    return new ReviewService(options);
  }

  async list(
    { entityRef, trigger, cursor, limit = defaultLimit }: ListReviewsRequest,
    credentials: BackstageCredentials,
  ): Promise<Page<ReviewSummary>> {
    const { access, reviews } = this.options;
    const readable = await access.readable(credentials);
    return reviews.list(
      {
        entityRef: entityRef && parseReference(entityRef, 'entityRef'),
        trigger,
        readable,
      },
      { cursor, limit },
    );
  }

  /** @throws NotFoundError for a review that does not exist or whose service the caller may not read */
  async get(
    id: string,
    credentials: BackstageCredentials,
  ): Promise<ReviewRecord> {
    const { log } = await this.load(id, credentials);
    return recordOf(id, log, await this.actorOf(credentials));
  }

  async open(
    request: OpenReviewRequest,
    credentials: UserCredentials,
    grant: Grant,
  ): Promise<ReviewRecord> {
    const { access, rubrics, teams } = this.options;
    const { trigger, targetLevel } = request;
    const entityRef = parseReference(request.entityRef, 'entityRef');
    const entity = await access.read(entityRef, credentials);
    await grant.require(entityRef);
    const rubric = await rubrics.current();
    const template = rubric.document.reviews.find(
      review => review.trigger === trigger,
    );
    if (!template) {
      throw new InputError(`trigger: the rubric has no review for ${trigger}`);
    }
    const givingTeam = request.givingTeam ?? ownerOf(entity);
    if (!givingTeam) {
      throw new InputError(
        `givingTeam: ${entityRef} has no owner, so it must be given`,
      );
    }
    const event = openReview(
      {
        entityRef,
        template: {
          ...template,
          targetLevel: targetLevel ?? template.targetLevel,
        },
        givingTeam: await teams.require(givingTeam, 'givingTeam', credentials),
        receivingTeam: await teams.require(
          request.receivingTeam,
          'receivingTeam',
          credentials,
        ),
        scorecard: await this.scorecardOf(entityRef),
      },
      await this.actorOf(credentials),
      new Date(),
    );
    return this.append(randomUUID(), [], event, credentials);
  }

  sign(
    id: string,
    { role, comment }: SignReviewRequest,
    credentials: UserCredentials,
    grant: Grant,
  ): Promise<ReviewRecord> {
    return this.change(id, credentials, grant, (review, actor) =>
      signReview(review, role, actor, new Date(), comment),
    );
  }

  freezeAgain(
    id: string,
    credentials: UserCredentials,
    grant: Grant,
  ): Promise<ReviewRecord> {
    return this.change(id, credentials, grant, async (review, actor) =>
      freezeAgain(
        review,
        await this.scorecardOf(review.entityRef),
        actor,
        new Date(),
      ),
    );
  }

  addCondition(
    id: string,
    condition: ConditionInput,
    credentials: UserCredentials,
    grant: Grant,
  ): Promise<ReviewRecord> {
    return this.change(id, credentials, grant, (review, actor) =>
      addCondition(review, condition, randomUUID(), actor, new Date()),
    );
  }

  meetCondition(
    id: string,
    condition: string,
    note: string,
    credentials: UserCredentials,
    grant: Grant,
  ): Promise<ReviewRecord> {
    return this.change(id, credentials, grant, (review, actor) =>
      meetCondition(review, condition, note, actor, new Date()),
    );
  }

  withdraw(
    id: string,
    reason: string,
    credentials: UserCredentials,
    grant: Grant,
  ): Promise<ReviewRecord> {
    return this.change(id, credentials, grant, (review, actor) =>
      withdrawReview(review, reason, actor, new Date()),
    );
  }

  private async change(
    id: string,
    credentials: UserCredentials,
    grant: Grant,
    transition: (
      review: Review,
      actor: Actor,
    ) => ReviewEvent | Promise<ReviewEvent>,
  ): Promise<ReviewRecord> {
    const { review, log } = await this.load(id, credentials);
    await grant.require(review.entityRef);
    const event = await transition(review, await this.actorOf(credentials));
    return this.append(id, log, event, credentials);
  }

  private async append(
    id: string,
    log: LoggedEvent[],
    event: ReviewEvent,
    credentials: BackstageCredentials,
  ): Promise<ReviewRecord> {
    const previous = log[log.length - 1]?.hash ?? '';
    const logged = { hash: chainHash(previous, event), event };
    const next = [...log, logged];
    await this.options.reviews.append(log.length, logged, summaryOf(id, next));
    return recordOf(id, next, await this.actorOf(credentials));
  }

  private async load(
    id: string,
    credentials: BackstageCredentials,
  ): Promise<{ review: Review; log: LoggedEvent[] }> {
    const log = await this.options.reviews.read(id);
    const missing = () => new NotFoundError(`There is no review ${id}`);
    if (log.length === 0) throw missing();
    const review = reduceReview(log.map(({ event }) => event));
    try {
      await this.options.access.read(review.entityRef, credentials);
    } catch (error) {
      // Whoever may not read the service does not learn that there is a review of it.
      throw error instanceof NotFoundError ? missing() : error;
    }
    return { review, log };
  }

  private async scorecardOf(entityRef: string): Promise<Scorecard> {
    const stored = await this.options.scorecards.find(entityRef);
    if (stored?.scorecard) return stored.scorecard;
    throw new ConflictError(
      `${entityRef} has not been evaluated yet, so there is no scorecard to freeze. ${
        stored?.evaluation.error ?? 'Evaluate it first.'
      }`,
    );
  }

  private actorOf(credentials: BackstageCredentials): Promise<Actor> {
    return actorOf(credentials, this.options.userInfo);
  }
}
