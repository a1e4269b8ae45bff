import {
  findPython,
  installRequirements,
} from '../../golden-paths/support/python';
import {
  postgresProblem,
  TestPostgres,
} from '../../../plugins/production-readiness-backend/src/__testUtils__/TestPostgres';
import {
  pluginDirectory,
  terraformIsMissing,
} from '../../golden-paths/support/terraform';

/** What a README takes for granted, on this machine. */
export interface Surroundings {
  env?: Record<string, string>;
  /** Commands of the README that were done in another way. */
  done?: string[];
  release?(): Promise<void>;
}

/** A golden path, and what working by its README needs. */
export interface GoldenPath {
  name: string;
  /** Why its README cannot be followed here; undefined when it can. */
  missing?: string;
  prepare(folder: string): Promise<Surroundings> | Surroundings;
}

/** Every golden path that makes a repository. */
export function goldenPaths(): GoldenPath[] {
  const python = findPython(['circuitbreaker', 'openfeature-sdk']);
  return [
    { name: 'node-service', prepare: () => ({}) },
    {
      name: 'node-worker',
      missing: postgresProblem(),
      // Where there is no container engine: a PostgreSQL of its own, which the settings of the shell name.
      prepare: async () => {
        const postgres = await TestPostgres.start();
        const { host, port, user, password } = postgres.connection;
        return {
          env: {
            DATABASE_URL: `postgresql://${user}:${password}@${host}:${port}/postgres`,
          },
          done: ['docker compose up --detach --wait database'],
          release: () => postgres.stop(),
        };
      },
    },
    {
      name: 'python-service',
      missing: typeof python === 'string' ? python : undefined,
      prepare: folder => {
        if (typeof python === 'string') throw new Error(python);
        if (python.missing.length === 0)
          return { env: { PYTHON: python.command } };
        // An index that lacks packages: what `make install` does, without them.
        installRequirements(python, folder);
        return { done: ['make install'] };
      },
    },
    {
      name: 'aws-platform',
      missing: terraformIsMissing(),
      prepare: () => ({
        env: { TF_CLI_ARGS_init: `-plugin-dir=${pluginDirectory}` },
      }),
    },
  ];
}
