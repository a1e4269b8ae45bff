import { Entity } from '@backstage/catalog-model';
import { Facts } from '@goldenpath/backstage-plugin-production-readiness-common';
import { Knex } from 'knex';
import { whereAmong } from '../database/dialect';
import { unpackFacts } from '../database/SnapshotStore';

/** A service with everything that was stored to evaluate it by. */
export interface StoredService {
  id: number;
  entityRef: string;
  entity: Entity;
  facts: Facts;
  level: number | null;
  evaluatedAt: string | null;
}

/** The next services after `after`, in the order of their ids, with their newest facts: two queries. */
export async function loadStoredServices(
  knex: Knex,
  after: number,
  limit: number,
): Promise<{ services: StoredService[]; last?: number }> {
  const rows: Array<{
    id: number;
    entity_ref: string;
    entity: string;
    level: number | null;
    evaluated_at: string | null;
  }> = await knex('services as s')
    .join('evaluations as e', 'e.service_id', 's.id')
    .whereNull('s.archived_at')
    .where('s.id', '>', after)
    .orderBy('s.id')
    .limit(limit)
    .select('s.id', 's.entity_ref', 's.entity', 's.level', 'e.evaluated_at');
  if (rows.length === 0) return { services: [] };
  const ids = rows.map(({ id }) => id);
  const newest = whereAmong(knex('snapshots'), 'service_id', ids)
    .groupBy('service_id')
    .select('service_id')
    .max({ collected_at: 'collected_at' });
  const snapshots: Array<{ service_id: number; facts: Buffer }> = await knex(
    'snapshots as x',
  )
    .join(newest.as('newest'), join =>
      join
        .on('newest.service_id', 'x.service_id')
        .on('newest.collected_at', 'x.collected_at'),
    )
    .select('x.service_id', 'x.facts');
  const facts = new Map<number, Facts>(
    await Promise.all(
      snapshots.map(
        async row =>
          [row.service_id, await unpackFacts(row.facts)] as [number, Facts],
      ),
    ),
  );
  return {
    last: ids[ids.length - 1],
    services: rows.flatMap(row => {
      const found = facts.get(row.id);
      return found
        ? [
            {
              id: row.id,
              entityRef: row.entity_ref,
              entity: JSON.parse(row.entity),
              facts: found,
              level: row.level,
              evaluatedAt: row.evaluated_at,
            },
          ]
        : [];
    }),
  };
}
