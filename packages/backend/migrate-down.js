// Takes the last migration of the scorecards' database back: node packages/backend/migrate-down.js
// Run it with the version that brought the migration; an older one does not know it and refuses to start.
const { dirname, join } = require('node:path');
const knexFactory = require('knex');

const { env } = process;
const plugin = dirname(
  require.resolve(
    '@goldenpath/backstage-plugin-production-readiness-backend/package.json',
  ),
);

async function main() {
  const knex = knexFactory({
    client: 'pg',
    connection: {
      host: env.POSTGRES_HOST,
      port: Number(env.POSTGRES_PORT ?? 5432),
      user: env.POSTGRES_USER,
      password: env.POSTGRES_PASSWORD,
      database: 'backstage_plugin_production-readiness',
      ssl: env.POSTGRES_SSL === 'false' ? false : { rejectUnauthorized: true },
      connectionTimeoutMillis: 10_000,
      statement_timeout: 600_000,
    },
    pool: { min: 0, max: 1 },
  });
  try {
    const [, files] = await knex.migrate.down({
      directory: join(plugin, 'migrations'),
    });
    process.stdout.write(
      `${files.join() || 'There is nothing to take back'}\n`,
    );
  } finally {
    await knex.destroy();
  }
}

main().catch(error => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
