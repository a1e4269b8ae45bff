import { Facts } from '@goldenpath/backstage-plugin-production-readiness-common';
import { Knex } from 'knex';
import { whereAmong } from '../database/dialect';

/** What one origin said last about a service. Times are ISO 8601. */
export interface ExternalFacts {
  origin: string;
  observedAt: string;
  expiresAt: string;
  facts: Facts;
  /** Where they are from a repository: `host/owner/name`, the reader's etag, and the version of the collectors. */
  repository?: string;
  revision?: string;
  format?: string;
}

/** Facts from outside the repository, the newest of each origin. */
export class ExternalFactStore {
  private constructor(private readonly knex: Knex) {}

  static create(options: { knex: Knex }): ExternalFactStore {
    return new ExternalFactStore(options.knex);
  }

  async save(serviceId: number, said: ExternalFacts): Promise<void> {
    await this.knex('external_facts')
      .insert({
        service_id: serviceId,
        origin: said.origin,
        observed_at: said.observedAt,
        expires_at: said.expiresAt,
        facts: JSON.stringify(said.facts),
        repository: said.repository ?? null,
        revision: said.revision ?? null,
        format: said.format ?? null,
      })
      .onConflict(['service_id', 'origin'])
      .merge();
  }

  async remove(serviceId: number, origins: string[]): Promise<void> {
    await this.knex('external_facts')
      .where('service_id', serviceId)
      .whereIn('origin', origins)
      .delete();
  }

  /** By service, in the order of the origins, in one query. */
  async read(serviceIds: number[]): Promise<Map<number, ExternalFacts[]>> {
    const rows: Array<{
      service_id: number;
      origin: string;
      observed_at: string;
      expires_at: string;
      facts: string;
      repository: string | null;
      revision: string | null;
      format: string | null;
    }> = await whereAmong(
      this.knex('external_facts').orderBy('origin'),
      'service_id',
      serviceIds,
    ).select();
    const found = new Map<number, ExternalFacts[]>();
    for (const row of rows) {
      const said = {
        origin: row.origin,
        observedAt: row.observed_at,
        expiresAt: row.expires_at,
        facts: JSON.parse(row.facts),
        repository: row.repository ?? undefined,
        revision: row.revision ?? undefined,
        format: row.format ?? undefined,
      };
      found.set(row.service_id, [...(found.get(row.service_id) ?? []), said]);
    }
    return found;
  }
}
