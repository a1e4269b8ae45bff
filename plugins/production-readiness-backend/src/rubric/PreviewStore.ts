import { ConflictError } from '@backstage/errors';
import {
  CompiledRubric,
  Page,
  PreviewChange,
  RubricPreview,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { Knex } from 'knex';
import { pageOf, readCursor } from '../database/cursor';
import { inStatements } from '../database/dialect';
import { PageRequest, Readable } from '../database/ScorecardStore';
import { levelOfRank, rankOf } from '../database/tables';
import { whereReadable } from '../database/whereReadable';

interface PreviewRow {
  id: string;
  hash: string;
  requested_by: string;
  requested_at: string;
  state: RubricPreview['state'];
  evaluated: number;
  error: string | null;
}

interface ChangeRow {
  entity_ref: string;
  from_level: number;
  to_level: number;
  checks: string;
}

function unattended(query: Knex.QueryBuilder, before: string): void {
  query
    .where('state', 'running')
    .where(heard =>
      heard.whereNull('heartbeat_at').orWhere('heartbeat_at', '<', before),
    );
}

/** Previews of rubrics, as far as they have come. */
export class PreviewStore {
  private constructor(private readonly knex: Knex) {}

  static create(options: { knex: Knex }): PreviewStore {
    return new PreviewStore(options.knex);
  }

  async begin(
    id: string,
    { hash, document }: Pick<CompiledRubric, 'hash' | 'document'>,
    requestedBy: string,
  ): Promise<void> {
    const now = new Date().toISOString();
    await this.knex.transaction(async transaction => {
      await transaction('rubric_drafts')
        .insert({ hash, document: JSON.stringify(document), created_at: now })
        .onConflict('hash')
        .ignore();
      await transaction('rubric_previews').insert({
        id,
        hash,
        requested_by: requestedBy,
        requested_at: now,
        state: 'running',
      });
    });
  }

  /** Previews that nobody works on: those that wait, and those whose process was not heard of since `before`. */
  async orphans(before: string): Promise<Array<{ id: string; hash: string }>> {
    return this.knex('rubric_previews')
      .where(query => unattended(query, before))
      .orderBy(['requested_at', 'id'])
      .select('id', 'hash');
  }

  /** Takes up a preview from its start. Answers whether nobody else was faster. */
  async claim(id: string, runner: string, before: string): Promise<boolean> {
    return this.knex.transaction(async transaction => {
      const count = await transaction('rubric_previews')
        .where({ id })
        .where(query => unattended(query, before))
        .update({
          runner,
          heartbeat_at: new Date().toISOString(),
          evaluated: 0,
        });
      if (count === 0) return false;
      await transaction('rubric_preview_changes')
        .where('preview_id', id)
        .delete();
      return true;
    });
  }

  /** Leaves a preview to others. */
  async release(id: string, runner: string): Promise<void> {
    await this.knex('rubric_previews')
      .where({ id, runner })
      .update({ runner: null, heartbeat_at: null });
  }

  /** @throws ConflictError when another process has taken up the preview */
  async add(
    { id, runner }: { id: string; runner: string },
    evaluated: number,
    changes: PreviewChange[],
  ): Promise<void> {
    const rows = changes.map(({ entityRef, from, to, checks }) => ({
      preview_id: id,
      entity_ref: entityRef,
      from_level: rankOf(from),
      to_level: rankOf(to),
      checks: JSON.stringify(checks),
    }));
    await this.knex.transaction(async transaction => {
      const count = await transaction('rubric_previews')
        .where({ id, runner, state: 'running' })
        .update({
          heartbeat_at: new Date().toISOString(),
          evaluated: transaction.raw('evaluated + ?', [evaluated]),
        });
      if (count === 0) {
        throw new ConflictError(`Another process works on the preview ${id}`);
      }
      for (const part of inStatements(rows)) {
        await transaction('rubric_preview_changes').insert(part);
      }
    });
  }

  async end(
    { id, runner }: { id: string; runner: string },
    error?: string,
  ): Promise<void> {
    await this.knex('rubric_previews')
      .where({ id, runner, state: 'running' })
      .update({ state: error ? 'failed' : 'done', error: error ?? null });
  }

  async find(
    id: string,
    readable: Readable,
  ): Promise<RubricPreview | undefined> {
    const row: PreviewRow | undefined = await this.knex('rubric_previews')
      .where({ id })
      .first();
    if (!row) return undefined;
    const counts = this.knex('rubric_preview_changes').where('preview_id', id);
    whereReadable(counts, 'entity_ref', readable);
    const [{ rises, falls }] = await counts.select({
      rises: this.knex.raw(
        'sum(case when to_level > from_level then 1 else 0 end)',
      ),
      falls: this.knex.raw(
        'sum(case when to_level < from_level then 1 else 0 end)',
      ),
    });
    return {
      id,
      hash: row.hash,
      requestedBy: row.requested_by,
      requestedAt: row.requested_at,
      state: row.state,
      error: row.error ?? undefined,
      evaluated: readable === 'all' ? row.evaluated : readable.size,
      rises: Number(rises ?? 0),
      falls: Number(falls ?? 0),
    };
  }

  async changes(
    id: string,
    readable: Readable,
    { limit, cursor }: PageRequest,
  ): Promise<Page<PreviewChange>> {
    const query = this.knex('rubric_preview_changes')
      .where('preview_id', id)
      .orderBy('entity_ref')
      .limit(limit + 1);
    whereReadable(query, 'entity_ref', readable);
    if (cursor) query.where('entity_ref', '>', readCursor(cursor, 1)[0]);
    const rows: ChangeRow[] = await query.select();
    return pageOf(
      rows,
      limit,
      row => ({
        entityRef: row.entity_ref,
        from: levelOfRank(row.from_level),
        to: levelOfRank(row.to_level),
        checks: JSON.parse(row.checks),
      }),
      row => [row.entity_ref],
    );
  }
}
