import { ConflictError } from '@backstage/errors';
import {
  Page,
  RubricActivation,
  RubricDocument,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { Knex } from 'knex';
import { pageOf, readCursor } from '../database/cursor';
import { isSqlite } from '../database/dialect';
import { PageRequest } from '../database/ScorecardStore';

interface ActivationRow {
  id: string;
  hash: string;
  name: string;
  version: string;
  source: RubricActivation['source'];
  requested_by: string | null;
  requested_at: string;
  effective_at: string;
  cancelled_by: string | null;
  cancelled_at: string | null;
}

/** What is recorded of an activation. */
export type NewActivation = Omit<RubricActivation, 'state' | 'cancelledBy'>;

/** Which rubric is in force from when. Times are ISO 8601 in UTC. */
export class ActivationStore {
  private constructor(private readonly knex: Knex) {}

  static create(options: { knex: Knex }): ActivationStore {
    return new ActivationStore(options.knex);
  }

  /** @throws ConflictError for a draft with the name and version of another rubric */
  async add(activation: NewActivation): Promise<void> {
    await this.knex.transaction(async transaction => {
      // Who comes second looks when the first has written; readers wait for nobody. SQLite has one writer as it is.
      if (!isSqlite(this.knex)) {
        await transaction.raw(
          'lock table rubric_activations in share row exclusive mode',
        );
      }
      const isTaken =
        activation.source === 'draft' &&
        (await namesakeOf(transaction, activation));
      if (isTaken) {
        const { name, version } = activation;
        throw new ConflictError(
          `Version ${version} of ${name} is another rubric; results name their version, so raise it`,
        );
      }
      await transaction('rubric_activations').insert({
        id: activation.id,
        hash: activation.hash,
        name: activation.name,
        version: activation.version,
        source: activation.source,
        requested_by: activation.requestedBy ?? null,
        requested_at: activation.requestedAt,
        effective_at: activation.effectiveAt,
      });
    });
  }

  /** Cancels one whose time has not come. Answers whether it was so. */
  async cancel(id: string, by: string, now: string): Promise<boolean> {
    const count = await this.knex('rubric_activations')
      .where({ id })
      .whereNull('cancelled_at')
      .where('effective_at', '>', now)
      .update({ cancelled_by: by, cancelled_at: now });
    return count === 1;
  }

  /** What is in force, and what comes next. */
  async around(
    now: string,
  ): Promise<{ current?: RubricActivation; next?: RubricActivation }> {
    const valid = () =>
      this.knex('rubric_activations').whereNull('cancelled_at');
    const [current, next]: Array<ActivationRow | undefined> = await Promise.all(
      [
        valid()
          .where('effective_at', '<=', now)
          .orderBy([
            { column: 'effective_at', order: 'desc' },
            { column: 'id', order: 'desc' },
          ])
          .first(),
        valid().where('effective_at', '>', now).orderBy('effective_at').first(),
      ],
    );
    return {
      current: current && activationOf(current, now, current.id),
      next: next && activationOf(next, now, current?.id),
    };
  }

  /** The rubric that the configuration gave last. */
  async configured(): Promise<string | undefined> {
    const row = await this.knex('rubric_activations')
      .where('source', 'configuration')
      .orderBy([
        { column: 'effective_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .first('hash');
    return row?.hash;
  }

  async find(id: string, now: string): Promise<RubricActivation | undefined> {
    const row = await this.knex('rubric_activations').where({ id }).first();
    const { current } = await this.around(now);
    return row && activationOf(row, now, current?.id);
  }

  /** The newest first. */
  async list(
    { limit, cursor }: PageRequest,
    now: string,
  ): Promise<Page<RubricActivation>> {
    const query = this.knex('rubric_activations')
      .orderBy([
        { column: 'effective_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(limit + 1);
    if (cursor) {
      query.whereRaw('(effective_at, id) < (?, ?)', readCursor(cursor, 2));
    }
    const rows: ActivationRow[] = await query.select();
    const { current } = await this.around(now);
    return pageOf(
      rows,
      limit,
      row => activationOf(row, now, current?.id),
      row => [row.effective_at, row.id],
    );
  }

  /** A rubric that was in force or previewed. */
  async document(hash: string): Promise<RubricDocument | undefined> {
    const row =
      (await this.knex('rubrics').where({ hash }).first('document')) ??
      (await this.knex('rubric_drafts').where({ hash }).first('document'));
    return row && JSON.parse(row.document);
  }
}

/** The hash of another rubric that has been in force under this name and version, or will be. */
async function namesakeOf(
  knex: Knex,
  { hash, name, version }: NewActivation,
): Promise<string | undefined> {
  const other = await knex('rubric_activations')
    .where({ name, version })
    .whereNot({ hash })
    .whereNull('cancelled_at')
    .first('hash');
  return other?.hash;
}

function activationOf(
  row: ActivationRow,
  now: string,
  currentId: string | undefined,
): RubricActivation {
  return {
    id: row.id,
    hash: row.hash,
    name: row.name,
    version: row.version,
    source: row.source,
    state: stateOf(row, now, currentId),
    requestedBy: row.requested_by ?? undefined,
    requestedAt: row.requested_at,
    effectiveAt: row.effective_at,
    cancelledBy: row.cancelled_by ?? undefined,
  };
}

function stateOf(
  { id, cancelled_at, effective_at }: ActivationRow,
  now: string,
  currentId: string | undefined,
): RubricActivation['state'] {
  if (cancelled_at !== null) return 'cancelled';
  if (id === currentId) return 'in-force';
  return effective_at > now ? 'scheduled' : 'past';
}
