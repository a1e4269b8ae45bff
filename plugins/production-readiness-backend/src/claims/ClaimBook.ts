import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import {
  Actor,
  ListClaimsRequest,
  Page,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { randomUUID } from 'node:crypto';
import { actorOf } from '../access/actorOf';
import { parseReference } from '../catalog/parseReference';
import { Grant } from '../permissions/Grants';
import { AnyClaim, ClaimRules, summaryOf } from './claimRules';
import { ClaimServiceOptions } from './ClaimServiceOptions';
import { stateFilter } from './stateFilter';

const defaultLimit = 50;

/** A claim with its number and everything that happened to it. */
export type ClaimRecord<Event, Claim> = Claim & {
  id: string;
  history: Event[];
};

/** The claims of one kind: listed, opened and changed. What may follow on what is said by the common package. */
export class ClaimBook<Event extends object, Claim extends AnyClaim> {
  constructor(
    private readonly rules: ClaimRules<Event, Claim>,
    private readonly options: ClaimServiceOptions,
  ) {}

  async list(
    request: ListClaimsRequest<string>,
    credentials: BackstageCredentials,
  ): Promise<Page<ClaimRecord<Event, Claim>>> {
    const { access, claims } = this.options;
    const { entityRef, check, state, cursor, limit = defaultLimit } = request;
    const now = new Date();
    const page = await claims.list<Event>(
      {
        kind: this.rules.kind,
        entityRef: entityRef && parseReference(entityRef, 'entityRef'),
        check,
        ...stateFilter(state, now),
        readable: await access.readable(credentials),
      },
      { cursor, limit },
    );
    return {
      ...page,
      items: page.items.map(({ id, events }) => this.record(id, events, now)),
    };
  }

  /** @throws ConflictError when somebody else opened the same in the meantime */
  async open(event: Event): Promise<ClaimRecord<Event, Claim>> {
    return this.append(randomUUID(), [], event);
  }

  /**
   * Appends what `transition` makes of the claim as it stands.
   *
   * @throws NotFoundError for a claim that does not exist or is about a service that the person may not read
   * @throws ConflictError when somebody else changed it in the meantime
   */
  async change(
    id: string,
    credentials: BackstageCredentials,
    grant: Grant,
    transition: (claim: Claim, actor: Actor, now: Date) => Event,
  ): Promise<ClaimRecord<Event, Claim>> {
    const { access, claims, userInfo } = this.options;
    const { kind, reduce } = this.rules;
    const missing = () => new NotFoundError(`There is no ${kind} ${id}`);
    const events = await claims.read<Event>(id, kind);
    if (events.length === 0) throw missing();
    const claim = reduce(events, new Date());
    await access.read(claim.entityRef, credentials).catch(error => {
      throw error instanceof NotFoundError ? missing() : error;
    });
    await grant.require(claim.entityRef);
    const actor = await actorOf(credentials, userInfo);
    return this.append(id, events, transition(claim, actor, new Date()));
  }

  private async append(id: string, earlier: Event[], event: Event) {
    const { claims, queue, services } = this.options;
    const events = [...earlier, event];
    const record = this.record(id, events, new Date());
    await claims.append(
      earlier.length,
      event,
      summaryOf(this.rules, id, events),
    );
    // What a person claims or takes back shows in the scorecard at once.
    const service = await services.find(record.entityRef);
    if (service) await queue.enqueue([service.id], 'request');
    return record;
  }

  private record(
    id: string,
    history: Event[],
    now: Date,
  ): ClaimRecord<Event, Claim> {
    return { id, ...this.rules.reduce(history, now), history };
  }
}
