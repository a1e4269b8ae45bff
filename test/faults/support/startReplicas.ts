import { Entity } from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';
import { eventually } from '../../e2e/support/eventually';
import { groupEntity, healthy, serviceEntity } from './entities';
import { GitHost } from './GitHost';
import { Postgres } from './Postgres';
import { Replica } from './Replica';

/** Replicas on one PostgreSQL, with services on one Git host. */
export interface Replicas {
  postgres: Postgres;
  host: GitHost;
  replicas: Replica[];
  entities: Entity[];
  /** Waits until every service has a scorecard and none is being evaluated. */
  allEvaluated(seconds?: number): Promise<void>;
  stop(): Promise<void>;
}

export async function startReplicas(options: {
  count: number;
  services: string[];
  config?: JsonObject;
  /** Before the first replica looks for services. */
  prepare?: (host: GitHost) => void;
}): Promise<Replicas> {
  const { count, services, config, prepare } = options;
  const postgres = await Postgres.start();
  const host = await GitHost.start();
  const replicas: Replica[] = [];
  for (const name of services) host.push(name, healthy);
  prepare?.(host);
  const entities = [
    ...services.map(name => serviceEntity(name, host.name)),
    groupEntity('shop'),
  ];
  const stop = async () => {
    await Promise.all(replicas.map(replica => replica.kill()));
    await host.stop();
    await postgres.stop();
  };
  try {
    // The first one makes the tables.
    for (let index = 0; index < count; index += 1) {
      const name = `replica-${index}`;
      replicas.push(
        await Replica.start({
          name,
          postgres,
          hosts: [host],
          entities,
          config,
        }),
      );
    }
  } catch (error) {
    await stop();
    throw error;
  }
  const knex = postgres.plugin();
  return {
    postgres,
    host,
    replicas,
    entities,
    allEvaluated: (seconds = 60) =>
      eventually(
        'a scorecard of every service',
        async () => {
          const done = await knex('evaluations')
            .join(
              'scorecards',
              'scorecards.service_id',
              'evaluations.service_id',
            )
            .where('state', 'idle');
          return done.length === services.length;
        },
        { seconds },
      ),
    stop,
  };
}
