import { createApp } from './app.js';
import { createDatabase } from './database.js';
import { readSettings } from './settings.js';

const settings = readSettings(process.env);
const database = createDatabase(settings.databaseUrl);
const app = createApp({ database, logLevel: settings.logLevel });

/** Kubernetes sends SIGTERM: answer what is under way, then let go of the database. */
async function shutDown(signal: string): Promise<void> {
  app.log.info({ signal }, 'shutting down');
  await app.close();
  await database.close();
}

process.once('SIGTERM', shutDown);
process.once('SIGINT', shutDown);

await app.listen({ host: '0.0.0.0', port: settings.port });
