import { existsSync } from 'node:fs';
import { migrate } from './migrate.js';

// For local work; an image holds no .env.
if (process.env.NODE_ENV !== 'production' && existsSync('.env')) {
  process.loadEnvFile('.env');
}
const [direction = 'up', steps] = process.argv.slice(2);
const { DATABASE_URL: databaseUrl } = process.env;

try {
  if (!databaseUrl) {
    throw new Error('DATABASE_URL must be set');
  }
  if (direction !== 'up' && direction !== 'down') {
    throw new Error(`"${direction}" is no direction; there are up and down`);
  }
  const done = await migrate({ databaseUrl, direction, count: steps ? Number(steps) : undefined });
  print('info', done.length > 0 ? `migrated ${direction}: ${done.join(', ')}` : 'the database is up to date');
} catch (error) {
  print('fatal', error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

function print(level: string, message: string): void {
  process.stdout.write(`${JSON.stringify({ level, time: new Date().toISOString(), message })}\n`);
}
