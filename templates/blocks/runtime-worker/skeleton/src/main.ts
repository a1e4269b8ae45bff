import { existsSync } from 'node:fs';
import { createService } from './app.js';
import { loadConfig } from './config.js';
import { shutDownOnSignal } from './shutdown.js';
import { startTracing } from './tracing.js';

try {
  // For local work; an image holds no .env.
  if (process.env.NODE_ENV !== 'production' && existsSync('.env')) {
    process.loadEnvFile('.env');
  }
  const config = loadConfig(process.env);
  const tracing = startTracing(config);
  const service = await createService(config);
  shutDownOnSignal(service, config, () => tracing.shutdown().catch(() => undefined));
  await service.app.listen({ host: config.host, port: config.port });
  await service.start();
} catch (error) {
  // The logger may be what failed, so the line is written as the logger would have written it.
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${JSON.stringify({ level: 'fatal', time: new Date().toISOString(), message })}\n`);
  process.exit(1);
}
