import { databaseOf } from '../../database/Database';
import { checks } from '../../fleet/checks';
import { entityRefOf } from '../../fleet/entities';
import { FactSet, factSets, FactSetName } from '../../fleet/factSets';
import { Portal } from '../../portal/Portal';
import { retrievers } from '../../portal/storedFacts';
import { Context } from '../Context';

const plugin = 'tech-insights';
/** Versions of a fact that are kept, as the README's first example has it: two weeks, every six hours. */
const kept = 56;

/** A portal with Tech Insights and its JSON rules engine, over the same services and checks. */
export async function startTechInsights(
  { database }: Context,
  services: number,
  facts: FactSetName,
): Promise<Portal> {
  const set = factSets[facts];
  const prefix = `tech_insights_${facts}_`;
  const portal = await Portal.start({
    plugin,
    connection: database.connection,
    prefix,
    services,
    facts,
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
        factChecker: {
          checks: Object.fromEntries(
            checks.map(({ id, collection }) => [
              id,
              checkOf(set, id, collection),
            ]),
          ),
        },
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
      facts: JSON.stringify(factsOf(set, service, id)),
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

function factsOf({ valueOf }: FactSet, service: number, retriever: string) {
  return Object.fromEntries(
    checks.flatMap(({ id, collection }, index) =>
      collection === retriever ? [[id, valueOf(service, index)]] : [],
    ),
  );
}

function checkOf({ condition }: FactSet, id: string, collection: string) {
  return {
    type: 'json-rules-engine',
    name: `Check ${id}`,
    description: `The service has ${id}.`,
    factIds: [collection],
    rule: { conditions: { all: [{ fact: id, ...condition }] } },
  };
}
