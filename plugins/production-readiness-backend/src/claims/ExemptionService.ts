import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import {
  decideExemption,
  DecideExemptionRequest,
  ExemptionClaim,
  ExemptionEvent,
  ExemptionRecord,
  ExemptionRequest,
  ExemptionState,
  ListClaimsRequest,
  Page,
  reduceExemption,
  requestExemption,
  revokeExemption,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { randomUUID } from 'node:crypto';
import { actorOf } from '../access/actorOf';
import { ownerOf } from '../catalog/describeService';
import { parseReference } from '../catalog/parseReference';
import { Grant } from '../permissions/Grants';
import {
  checkOf,
  ClaimServiceOptions,
  evaluateAgain,
} from './ClaimServiceOptions';
import { stateFilter } from './stateFilter';

const defaultLimit = 50;

/** Exemptions. The rules are those of the common package; this loads, applies and appends. */
export class ExemptionService {
  private constructor(private readonly options: ClaimServiceOptions) {}

  static create(options: ClaimServiceOptions): ExemptionService {
    return new ExemptionService(options);
  }

  async list(
    request: ListClaimsRequest<ExemptionState>,
    credentials: BackstageCredentials,
  ): Promise<Page<ExemptionRecord>> {
    const { access, claims } = this.options;
    const { entityRef, check, state, cursor, limit = defaultLimit } = request;
    const now = new Date();
    const page = await claims.list<ExemptionEvent>(
      {
        kind: 'exemption',
        entityRef: entityRef && parseReference(entityRef, 'entityRef'),
        check,
        ...stateFilter(state, now),
        readable: await access.readable(credentials),
      },
      { cursor, limit },
    );
    return {
      ...page,
      items: page.items.map(({ id, events }) => recordOf(id, events, now)),
    };
  }

  async request(
    request: ExemptionRequest,
    credentials: BackstageCredentials,
    grant: Grant,
  ): Promise<ExemptionRecord> {
    const { access, rubrics, userInfo } = this.options;
    const entityRef = parseReference(request.entityRef, 'entityRef');
    const entity = await access.read(entityRef, credentials);
    await grant.require(entityRef);
    const event = requestExemption(
      { ...request, entityRef },
      await checkOf(rubrics, request.check),
      ownerOf(entity),
      await actorOf(credentials, userInfo),
      new Date(),
    );
    return this.append(randomUUID(), [], event);
  }

  async decide(
    id: string,
    decision: DecideExemptionRequest,
    credentials: BackstageCredentials,
    grant: Grant,
  ): Promise<ExemptionRecord> {
    return this.change(id, credentials, grant, async claim =>
      decideExemption(
        claim,
        decision,
        await actorOf(credentials, this.options.userInfo),
        new Date(),
      ),
    );
  }

  async revoke(
    id: string,
    note: string,
    credentials: BackstageCredentials,
    grant: Grant,
  ): Promise<ExemptionRecord> {
    return this.change(id, credentials, grant, async claim =>
      revokeExemption(
        claim,
        note,
        await actorOf(credentials, this.options.userInfo),
        new Date(),
      ),
    );
  }

  private async change(
    id: string,
    credentials: BackstageCredentials,
    grant: Grant,
    transition: (claim: ExemptionClaim) => Promise<ExemptionEvent>,
  ): Promise<ExemptionRecord> {
    const { access, claims } = this.options;
    const missing = () => new NotFoundError(`There is no exemption ${id}`);
    const events = await claims.read<ExemptionEvent>(id, 'exemption');
    if (events.length === 0) throw missing();
    const claim = reduceExemption(events, new Date());
    await access.read(claim.entityRef, credentials).catch(error => {
      throw error instanceof NotFoundError ? missing() : error;
    });
    await grant.require(claim.entityRef);
    return this.append(id, events, await transition(claim));
  }

  private async append(
    id: string,
    events: ExemptionEvent[],
    event: ExemptionEvent,
  ): Promise<ExemptionRecord> {
    const record = recordOf(id, [...events, event], new Date());
    const { entityRef, check, requestedAt, expiresAt } = record;
    // Stored without regard to the time, which goes on.
    const { state } = reduceExemption([...events, event], new Date(0));
    await this.options.claims.append(events.length, event, {
      id,
      kind: 'exemption',
      entityRef,
      check,
      state,
      openedAt: requestedAt,
      expiresAt,
    });
    await evaluateAgain(this.options, entityRef);
    return record;
  }
}

function recordOf(
  id: string,
  history: ExemptionEvent[],
  now: Date,
): ExemptionRecord {
  return { id, ...reduceExemption(history, now), history };
}
