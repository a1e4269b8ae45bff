import { CompiledRubric } from '@goldenpath/backstage-plugin-production-readiness-common';
import { Knex } from 'knex';

/** The rubric versions that stored results rest on. */
export class RubricVersions {
  private constructor(private readonly knex: Knex) {}

  static create(options: { knex: Knex }): RubricVersions {
    return new RubricVersions(options.knex);
  }

  /** Keeps a version that comes into force. */
  async remember({ hash, document }: CompiledRubric): Promise<void> {
    await this.knex('rubrics')
      .insert({
        hash,
        name: document.name,
        version: document.version,
        document: JSON.stringify(document),
        first_used_at: new Date().toISOString(),
      })
      .onConflict('hash')
      .ignore();
  }

  /** Whether results are stored that rest on another version and could be made anew. */
  async isOutdated({ hash }: CompiledRubric): Promise<boolean> {
    const row = await this.knex('services as s')
      .whereNull('s.archived_at')
      .whereNot('s.rubric_hash', hash)
      .whereExists(
        this.knex('snapshots')
          .select(this.knex.raw('1'))
          .whereRaw('snapshots.service_id = s.id'),
      )
      .first('s.id');
    return row !== undefined;
  }
}
