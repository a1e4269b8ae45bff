import { Knex } from 'knex';
import { nameOf } from './entities';
import { settle } from './seedFleet';

/** Tables that hold rows of a service, with their columns other than its id. */
const copied: Record<string, string[]> = {
  service_tags: ['tag'],
  evaluations: ['state', 'at', 'evaluated_at', 'due_at'],
  snapshots: ['revision', 'source', 'format', 'collected_at', 'facts'],
  results: [
    'check_id',
    'level',
    'area',
    'state',
    'inherited',
    'reason',
    'since',
  ],
};

/**
 * Grows a seeded fleet to `size` inside the database: services beyond the first ones are copies of those, under names
 * of their own. A fleet of 50,000 is there in a minute rather than in ten.
 */
export async function growFleet(
  knex: Knex,
  seeded: number,
  size: number,
): Promise<void> {
  const copies = Math.ceil(size / seeded) - 1;
  if (copies < 1) return;
  const [{ first }] = await knex('services').min({ first: 'id' });
  const [{ last }] = await knex('services').max({ last: 'id' });
  const span = Number(last) - Number(first) + 1;
  const index = (id: string) => `(${id} - ${first} + k * ${seeded})`;
  const renamed = (column: string, id = 's.id') =>
    `regexp_replace(s.${column}, 'service-[0-9]{6}', 'service-' || lpad(${index(
      id,
    )}::text, 6, '0'), 'g')`;
  const moved = (column: string, per: number) =>
    `regexp_replace(s.${column}, '[0-9]+$', (${index('s.id')} / ${per})::text)`;
  const given: Record<string, string> = {
    id: `s.id + k * ${span}`,
    entity_ref: renamed('entity_ref'),
    repository: renamed('repository'),
    entity: renamed('entity'),
    entity_etag: `'etag-' || ${index('s.id')}`,
    owner: moved('owner', 40),
    system: moved('system', 10),
  };
  const { rows } = await knex.raw(
    `select column_name from information_schema.columns where table_schema = current_schema() and table_name = 'services'`,
  );
  const columns = (rows as Array<{ column_name: string }>).map(
    row => row.column_name,
  );
  const each = `cross join generate_series(1, ${copies}) as k`;
  await knex.raw(
    `insert into services (${columns.map(quoted).join()})
     select ${columns.map(name => given[name] ?? `s.${quoted(name)}`).join()}
     from services s ${each}`,
  );
  for (const [table, names] of Object.entries(copied)) {
    await knex.raw(
      `insert into ${table} (service_id, ${names.map(quoted).join()})
       select s.service_id + k * ${span}, ${names
        .map(name => `s.${quoted(name)}`)
        .join()}
       from ${table} s ${each}`,
    );
  }
  // The hash is the one that the product makes of a document: SHA-256, base64url.
  await knex.raw(
    `insert into scorecards (service_id, hash, document)
     select id, rtrim(translate(encode(sha256(convert_to(document, 'UTF8')), 'base64'), '+/', '-_'), '='), document
     from (select s.service_id + k * ${span} as id, ${renamed(
      'document',
      's.service_id',
    )} as document from scorecards s ${each}) as copies`,
  );
  await knex.raw(
    `select setval(pg_get_serial_sequence('services', 'id'), (select max(id) from services))`,
  );
  await knex('services').where('entity_ref', '>', lastRef(size)).delete();
  await settle(knex);
}

function lastRef(size: number): string {
  return `component:default/${nameOf(size - 1)}`;
}

function quoted(name: string): string {
  return `"${name}"`;
}
