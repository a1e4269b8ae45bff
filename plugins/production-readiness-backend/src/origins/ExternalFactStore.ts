import { Facts } from '@goldenpath/backstage-plugin-production-readiness-common';
import { Knex } from 'knex';
import { whereAmong } from '../database/dialect';

/** What one origin said last about a service. Times are ISO 8601. */
export interface ExternalFacts {
  origin: string;
  observedAt: string;
  expiresAt: string;
  facts: Facts;
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
      })
      .onConflict(['service_id', 'origin'])
      .merge();
  }

  /** By service, in the order of the origins, in one query. */
  async read(serviceIds: number[]): Promise<Map<number, ExternalFacts[]>> {
    const rows: Array<{
      service_id: number;
      origin: string;
      observed_at: string;
      expires_at: string;
      facts: string;
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
      };
      found.set(row.service_id, [...(found.get(row.service_id) ?? []), said]);
    }
    return found;
  }
}
