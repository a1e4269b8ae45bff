import { NotFoundError } from '@backstage/errors';
import {
  Actor,
  addCondition,
  chainHash,
  ConditionInput,
  defaultRubric,
  freezeAgain,
  ListReviewsRequest,
  ListServicesRequest,
  meetCondition,
  openBlockers,
  openReview,
  OpenReviewRequest,
  ProductionReadinessApi,
  reduceReview,
  resultStates,
  Review,
  ReviewEvent,
  ReviewRecord,
  Scorecard,
  ServiceScorecard,
  signableRoles,
  signReview,
  SignReviewRequest,
  verdictOf,
  watchReview,
  withdrawReview,
} from '@goldenpath/backstage-plugin-production-readiness-common';

const pageSize = 20;

/** The backend in memory, on the same rules. `actor` is who is signed in. */
export class InMemoryProductionReadiness implements ProductionReadinessApi {
  readonly services = new Map<string, ServiceScorecard>();
  readonly owners = new Map<string, string>();
  readonly logs = new Map<string, ReviewRecord['events']>();
  /** The scorecard that the next evaluation finds. */
  found = new Map<string, Scorecard>();
  clock = () => new Date();

  constructor(public actor: Actor) {}

  add(service: ServiceScorecard, owner = 'group:default/payments') {
    this.services.set(service.entityRef, service);
    this.owners.set(service.entityRef, owner);
    return this;
  }

  async getRubric() {
    const { document, hash } = defaultRubric();
    return { hash, rubric: document };
  }

  async listServices({ level, owner, cursor }: ListServicesRequest = {}) {
    const items = [...this.services.values()]
      .filter(
        ({ entityRef, scorecard }) =>
          (level === undefined || level === (scorecard?.level ?? 'none')) &&
          (owner === undefined || owner === this.owners.get(entityRef)),
      )
      .map(({ entityRef, evaluation, evaluatedAt, scorecard }) => ({
        entityRef,
        owner: this.owners.get(entityRef),
        level: scorecard?.level,
        exemptions: scorecard?.exemptions ?? 0,
        openBlockers: openBlockers(scorecard?.results ?? []).map(
          ({ id }) => id,
        ),
        counts: countsOf(scorecard),
        evaluation,
        evaluatedAt,
      }));
    return pageOf(items, cursor);
  }

  async getScorecard(entityRef: string) {
    const service = this.services.get(entityRef);
    if (!service) throw new NotFoundError(`There is no service ${entityRef}`);
    return service;
  }

  async requestEvaluation(entityRef: string) {
    const service = await this.getScorecard(entityRef);
    const queued: ServiceScorecard = {
      ...service,
      evaluation: { state: 'queued', at: this.clock().toISOString() },
    };
    this.services.set(entityRef, queued);
    return queued;
  }

  /** Ends the evaluation that is under way. */
  finishEvaluation(entityRef: string, scorecard: Scorecard) {
    const at = this.clock().toISOString();
    this.services.set(entityRef, {
      entityRef,
      scorecard,
      evaluatedAt: at,
      evaluation: { state: 'idle', at },
    });
  }

  async listReviews({ entityRef, trigger, cursor }: ListReviewsRequest = {}) {
    const items = [...this.logs.keys()]
      .map(id => ({ id, review: this.#review(id) }))
      .filter(
        ({ review }) =>
          (entityRef === undefined || entityRef === review.entityRef) &&
          (trigger === undefined || trigger === review.trigger),
      )
      .map(({ id, review }) => ({
        id,
        ...review,
        verdict: verdictOf(review).verdict,
      }))
      .reverse();
    return pageOf(items, cursor);
  }

  async getReview(id: string): Promise<ReviewRecord> {
    const events = this.logs.get(id);
    if (!events) throw new NotFoundError(`There is no review ${id}`);
    const review = this.#review(id);
    return {
      id,
      events,
      verdict: verdictOf(review),
      signable: signableRoles(review, this.actor),
    };
  }

  async openReview(request: OpenReviewRequest) {
    const { entityRef, trigger, receivingTeam, targetLevel } = request;
    const { scorecard } = await this.getScorecard(entityRef);
    const template = defaultRubric().document.reviews.find(
      known => known.trigger === trigger,
    );
    if (!scorecard || !template) throw new NotFoundError('No scorecard');
    const event = openReview(
      {
        entityRef,
        template: {
          ...template,
          targetLevel: targetLevel ?? template.targetLevel,
        },
        givingTeam: request.givingTeam ?? this.owners.get(entityRef)!,
        receivingTeam,
        scorecard,
      },
      this.actor,
      this.clock(),
    );
    return this.#append(`r${this.logs.size + 1}`, event);
  }

  async signReview(id: string, { role, comment }: SignReviewRequest) {
    return this.#act(id, review =>
      signReview(review, role, this.actor, this.clock(), comment),
    );
  }

  async freezeReviewAgain(id: string) {
    const { entityRef } = this.#review(id);
    const { scorecard } = await this.getScorecard(entityRef);
    return this.#act(id, review =>
      freezeAgain(review, scorecard!, this.actor, this.clock()),
    );
  }

  async addCondition(id: string, condition: ConditionInput) {
    return this.#act(id, review =>
      addCondition(
        review,
        condition,
        `c${review.conditions.length + 1}`,
        this.actor,
        this.clock(),
      ),
    );
  }

  async meetCondition(id: string, condition: string, note: string) {
    return this.#act(id, review =>
      meetCondition(review, condition, note, this.actor, this.clock()),
    );
  }

  async withdrawReview(id: string, reason: string) {
    return this.#act(id, review =>
      withdrawReview(review, reason, this.actor, this.clock()),
    );
  }

  /** Compares a review with the present scorecard of its service, as the real one does every minute. */
  watch(id: string): void {
    const review = this.#review(id);
    const { scorecard } = this.services.get(review.entityRef)!;
    const event = watchReview(review, scorecard!, this.clock());
    if (event) this.#append(id, event);
  }

  #review(id: string): Review {
    return reduceReview((this.logs.get(id) ?? []).map(({ event }) => event));
  }

  #act(id: string, act: (review: Review) => ReviewEvent) {
    return this.#append(id, act(this.#review(id)));
  }

  #append(id: string, event: ReviewEvent) {
    const log = this.logs.get(id) ?? [];
    const previous = log[log.length - 1]?.hash ?? '';
    // As over the wire: what is undefined is absent.
    const sent = JSON.parse(JSON.stringify(event));
    this.logs.set(id, [
      ...log,
      { hash: chainHash(previous, sent), event: sent },
    ]);
    return this.getReview(id);
  }
}

function countsOf(scorecard: Scorecard | undefined) {
  const results = scorecard?.results ?? [];
  return Object.fromEntries(
    resultStates.map(state => [
      state,
      results.filter(result => result.state === state).length,
    ]),
  ) as Record<(typeof resultStates)[number], number>;
}

function pageOf<T>(items: T[], cursor = '0') {
  const start = Number(cursor);
  const end = start + pageSize;
  return {
    items: items.slice(start, end),
    nextCursor: end < items.length ? String(end) : undefined,
  };
}
