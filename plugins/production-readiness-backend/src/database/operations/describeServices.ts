import { Knex } from 'knex';
import { inStatements, whereAmong } from '../dialect';
import { ServiceDescription } from '../ServiceStore';

const described = [
  'title',
  'owner',
  'system',
  'domain',
  'type',
  'lifecycle',
  'repository',
  'host',
  'entity',
  'entity_etag',
  'archived_at',
];

/** Writes what the catalog says about services, each with its place in the queue. Answers with their ids. */
export async function describeServices(
  knex: Knex,
  services: ServiceDescription[],
  now: Date,
): Promise<number[]> {
  const ids: number[] = [];
  for (const part of inStatements(services)) {
    ids.push(
      ...(await knex.transaction(transaction =>
        describePart(transaction, part, now),
      )),
    );
  }
  return ids;
}

async function describePart(
  knex: Knex,
  services: ServiceDescription[],
  now: Date,
): Promise<number[]> {
  const rows: Array<{ id: number; entity_ref: string }> = await knex('services')
    .insert(services.map(service => rowOf(service, now)))
    .onConflict('entity_ref')
    .merge(described)
    .returning(['id', 'entity_ref']);
  const ids = rows.map(({ id }) => id);
  await knex('evaluations')
    .insert(ids.map(service_id => ({ service_id })))
    .onConflict('service_id')
    .ignore();
  await replaceTags(knex, services, rows);
  return ids;
}

async function replaceTags(
  knex: Knex,
  services: ServiceDescription[],
  rows: Array<{ id: number; entity_ref: string }>,
): Promise<void> {
  const tags = new Map(
    services.map(({ entityRef, tags: t }) => [entityRef, t]),
  );
  await whereAmong(
    knex('service_tags'),
    'service_id',
    rows.map(({ id }) => id),
  ).delete();
  const tagRows = rows.flatMap(({ id, entity_ref }) =>
    [...new Set(tags.get(entity_ref))].map(tag => ({ service_id: id, tag })),
  );
  for (const part of inStatements(tagRows)) {
    await knex('service_tags').insert(part);
  }
}

function rowOf(service: ServiceDescription, now: Date) {
  return {
    entity_ref: service.entityRef,
    title: service.title ?? null,
    owner: service.owner ?? null,
    system: service.system ?? null,
    domain: service.domain ?? null,
    type: service.type ?? null,
    lifecycle: service.lifecycle ?? null,
    repository: service.repository ?? null,
    host: service.host ?? null,
    entity: JSON.stringify(service.entity),
    entity_etag: service.etag ?? null,
    created_at: now.toISOString(),
    archived_at: null,
  };
}
