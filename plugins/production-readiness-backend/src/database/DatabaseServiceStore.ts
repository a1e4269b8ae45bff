import { Knex } from 'knex';
import { describeServices } from './operations/describeServices';
import { whereAmong } from './dialect';
import { KnownService, ServiceDescription, ServiceStore } from './ServiceStore';
import { ServiceRow } from './tables';

type KnownRow = Pick<
  ServiceRow,
  'id' | 'entity_ref' | 'entity_etag' | 'archived_at'
>;

const knownColumns = ['id', 'entity_ref', 'entity_etag', 'archived_at'];

/** Services in SQLite or PostgreSQL. */
export class DatabaseServiceStore implements ServiceStore {
  private constructor(private readonly knex: Knex) {}

  static create(options: { knex: Knex }): DatabaseServiceStore {
    return new DatabaseServiceStore(options.knex);
  }

  describe(services: ServiceDescription[]): Promise<number[]> {
    return describeServices(this.knex, services, new Date());
  }

  async get(id: number) {
    const row: (KnownRow & { evaluated_at: string | null }) | undefined =
      await this.knex('services as s')
        .join('evaluations as e', 'e.service_id', 's.id')
        .where('s.id', id)

        .first(...knownColumns.map(column => `s.${column}`), 'e.evaluated_at');
    return (
      row && { ...knownOf(row), evaluatedAt: row.evaluated_at ?? undefined }
    );
  }

  async find(entityRef: string): Promise<KnownService | undefined> {
    const row = await this.knex<ServiceRow>('services')
      .where('entity_ref', entityRef)
      .first<KnownRow>(knownColumns);
    return row && knownOf(row);
  }

  async known(entityRefs: string[]): Promise<KnownService[]> {
    const rows: KnownRow[] = await whereAmong(
      this.knex('services'),
      'entity_ref',
      entityRefs,
    ).select(knownColumns);
    return rows.map(knownOf);
  }

  async current(): Promise<number[]> {
    return this.knex('services').whereNull('archived_at').pluck('id');
  }

  async archive(ids: number[]): Promise<void> {
    if (ids.length === 0) return;
    const archived_at = new Date().toISOString();
    await this.knex.transaction(async transaction => {
      await whereAmong(transaction('services'), 'id', ids).update({
        archived_at,
      });
      await whereAmong(transaction('evaluations'), 'service_id', ids)
        .whereNot('state', 'running')
        .update({ state: 'idle', due_at: null, run_at: null });
    });
  }

  async inRepository(repository: string): Promise<number[]> {
    const rows: Array<{ id: number }> = await this.knex('services')
      .whereNull('archived_at')
      .where(concerned =>
        concerned
          .where({ repository })
          .orWhereIn(
            'id',
            this.knex('external_facts')
              .where({ repository })
              .select('service_id'),
          ),
      )
      .select('id');
    return rows.map(({ id }) => id);
  }
}

function knownOf(row: KnownRow): KnownService {
  return {
    id: row.id,
    entityRef: row.entity_ref,
    etag: row.entity_etag ?? undefined,
    archived: row.archived_at !== null,
  };
}
