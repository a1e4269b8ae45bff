import { databaseOf } from '../database/Database';
import { checks, has } from '../fleet/checks';
import { entityRefOf } from '../fleet/entities';
import { Portal } from '../portal/Portal';
import { retrievers } from '../portal/storedFacts';
import { Context } from './Context';

const plugin = 'tech-insights';
const prefix = 'tech_insights_';
/** Versions of a fact that are kept, as the README's first example has it: two weeks, every six hours. */
const kept = 56;

/** A portal with Tech Insights and its JSON rules engine, over the same services, checks and answers. */
export async function startTechInsights(
  { database }: Context,
  services: number,
): Promise<Portal> {
  const portal = await Portal.start({
    plugin,
    connection: database.connection,
    prefix,
    services,
    config: {
      techInsights: {
        factRetrievers: Object.fromEntries(
          // Not while it is measured: the facts are there.
          retrievers.map(id => [
            id,
            {
              cadence: '0 0 29 2 *',
              initialDelay: { days: 1 },
              lifecycle: { timeToLive: { weeks: 2 } },
            },
          ]),
        ),
        factChecker: { checks: Object.fromEntries(checks.map(checkOf)) },
      },
    },
  });
  const knex = database.open(databaseOf(prefix, plugin));
  const timestamp = new Date().toISOString();
  const rows = Array.from({ length: services }, (_, service) =>
    retrievers.map(id => ({
      id,
      version: '1.0.0',
      entity: entityRefOf(service),
      timestamp,
      facts: JSON.stringify(factsOf(service, id)),
    })),
  );
  await knex.batchInsert('facts', rows.flat(), 500);
  await knex.raw(
    `insert into facts (id, version, entity, timestamp, facts)
     select id, version, entity, timestamp - k * interval '6 hours', facts
     from facts cross join generate_series(1, ?) as k`,
    [kept - 1],
  );
  await knex.raw('vacuum analyze');
  return portal;
}

function factsOf(service: number, retriever: string) {
  return Object.fromEntries(
    checks.flatMap(({ id, collection }, index) =>
      collection === retriever ? [[id, has(service, index)]] : [],
    ),
  );
}

function checkOf({ id, collection }: { id: string; collection: string }) {
  return [
    id,
    {
      type: 'json-rules-engine',
      name: `Check ${id}`,
      description: `The service has ${id}.`,
      factIds: [collection],
      rule: {
        conditions: { all: [{ fact: id, operator: 'equal', value: true }] },
      },
    },
  ];
}
