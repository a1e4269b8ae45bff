import { isDatabaseConflictError } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import { Page } from '@goldenpath/backstage-plugin-production-readiness-common';
import { Knex } from 'knex';
import {
  ClaimFilter,
  ClaimKind,
  ClaimLog,
  ClaimStore,
  ClaimSummary,
} from './ClaimStore';
import { whereAmong } from './dialect';
import { listClaims } from './operations/listClaims';
import { PageRequest } from './ScorecardStore';

/** Claims in SQLite or PostgreSQL. */
export class DatabaseClaimStore implements ClaimStore {
  private constructor(private readonly knex: Knex) {}

  static create(options: { knex: Knex }): DatabaseClaimStore {
    return new DatabaseClaimStore(options.knex);
  }

  async read<Event>(id: string, kind: ClaimKind): Promise<Event[]> {
    const rows: string[] = await this.knex('claim_events as e')
      .join('claims as c', 'c.id', 'e.claim_id')
      .where({ 'c.id': id, 'c.kind': kind })
      .orderBy('e.sequence')
      .pluck('e.event');
    return rows.map(text => JSON.parse(text));
  }

  async append(
    length: number,
    event: object,
    summary: ClaimSummary,
  ): Promise<void> {
    const { id, kind, entityRef, check, state, openedAt, expiresAt } = summary;
    try {
      await this.knex.transaction(async transaction => {
        await transaction('claim_events').insert({
          claim_id: id,
          sequence: length,
          event: JSON.stringify(event),
        });
        await transaction('claims')
          .insert({
            id,
            kind,
            entity_ref: entityRef,
            check_id: check,
            state,
            opened_at: openedAt,
            expires_at: expiresAt ?? null,
          })
          .onConflict('id')
          .merge(['state', 'expires_at']);
      });
    } catch (error) {
      if (isDatabaseConflictError(error)) {
        throw new ConflictError(
          `Somebody else changed the ${kind} in the meantime; load it again`,
        );
      }
      throw error;
    }
  }

  list<Event>(
    filter: ClaimFilter,
    page: PageRequest,
  ): Promise<Page<ClaimLog<Event>>> {
    return listClaims(this.knex, filter, page);
  }

  async inForce(entityRefs: string[]) {
    const rows: Array<{
      id: string;
      kind: ClaimKind;
      entity_ref: string;
      event: string;
    }> = await whereAmong(
      this.knex('claims as c')
        .join('claim_events as e', 'e.claim_id', 'c.id')
        .where('c.state', 'active')
        .orderBy(['c.id', 'e.sequence']),
      'c.entity_ref',
      entityRefs,
    ).select('c.id', 'c.kind', 'c.entity_ref', 'e.event');
    const logs = new Map<
      string,
      ClaimLog<object> & { kind: ClaimKind; entityRef: string }
    >();
    for (const { id, kind, entity_ref, event } of rows) {
      const log = logs.get(id) ?? {
        id,
        kind,
        entityRef: entity_ref,
        events: [],
      };
      log.events.push(JSON.parse(event));
      logs.set(id, log);
    }
    return [...logs.values()];
  }
}
