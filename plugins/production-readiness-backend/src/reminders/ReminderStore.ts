import { Knex } from 'knex';
import { ClaimKind } from '../database/ClaimStore';

const pageSize = 200;

/** A claim whose end is near. Times are ISO 8601. */
export interface ExpiringClaim {
  id: string;
  kind: ClaimKind;
  entityRef: string;
  check: string;
  /** Who attested, or asked for the exemption. */
  by: string;
  owner?: string;
  openedAt: string;
  expiresAt: string;
}

/** Claims that nobody was reminded of yet. */
export class ReminderStore {
  private constructor(private readonly knex: Knex) {}

  static create(options: { knex: Knex }): ReminderStore {
    return new ReminderStore(options.knex);
  }

  /** The next claims after `after` that end within `before` milliseconds and that no later claim takes over from. */
  async expiring(
    now: Date,
    before: number,
    after: string,
  ): Promise<{ claims: ExpiringClaim[]; last?: string }> {
    const { knex } = this;
    const rows: Array<{
      id: string;
      kind: ClaimKind;
      entity_ref: string;
      check_id: string;
      event: string;
      owner: string | null;
      opened_at: string;
      expires_at: string;
    }> = await knex('claims as c')
      .join('claim_events as e', 'e.claim_id', 'c.id')
      .join('services as s', 's.entity_ref', 'c.entity_ref')
      .where({ 'c.state': 'active', 'e.sequence': 0 })
      .whereNull('c.reminded_at')
      .whereNull('s.archived_at')
      .where('c.expires_at', '>', now.toISOString())
      .where(
        'c.expires_at',
        '<=',
        new Date(now.getTime() + before).toISOString(),
      )
      .where('c.id', '>', after)
      .whereNotExists(
        knex('claims as later')
          .select(knex.raw('1'))
          .where('later.state', 'active')
          .whereRaw('later.kind = c.kind')
          .whereRaw('later.entity_ref = c.entity_ref')
          .whereRaw('later.check_id = c.check_id')
          .whereRaw('later.expires_at > c.expires_at'),
      )
      .orderBy('c.id')
      .limit(pageSize)
      .select(
        'c.id',
        'c.kind',
        'c.entity_ref',
        'c.check_id',
        'e.event',
        's.owner',
        'c.opened_at',
        'c.expires_at',
      );
    return {
      last: rows.length < pageSize ? undefined : rows[rows.length - 1].id,
      claims: rows.map(row => ({
        id: row.id,
        kind: row.kind,
        entityRef: row.entity_ref,
        check: row.check_id,
        by: JSON.parse(row.event).by,
        owner: row.owner ?? undefined,
        openedAt: row.opened_at,
        expiresAt: row.expires_at,
      })),
    };
  }

  async told(id: string, now: Date): Promise<void> {
    await this.knex('claims')
      .where({ id })
      .update({ reminded_at: now.toISOString() });
  }
}
