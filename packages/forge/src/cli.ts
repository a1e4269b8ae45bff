import { InputError } from '@backstage/errors';
import { Command, InvalidArgumentError } from 'commander';
import { resolve } from 'node:path';
import { createConsoleLogger } from './createConsoleLogger';
import { seedExamples } from './repositories/seedExamples';
import { startForge } from './startForge';

async function serve(options: {
  data: string;
  port: number;
  examples?: string;
}): Promise<void> {
  const logger = createConsoleLogger();
  const {
    FORGE_TOKEN: token,
    FORGE_WEBHOOK_URL: url,
    FORGE_GITLAB_WEBHOOK_URL: gitlabUrl,
    FORGE_WEBHOOK_SECRET: secret,
  } = process.env;
  if (!token)
    throw new InputError('Set FORGE_TOKEN to the token that clients will use');
  if ((url || gitlabUrl) && !secret)
    throw new InputError(
      `${
        url ? 'FORGE_WEBHOOK_URL' : 'FORGE_GITLAB_WEBHOOK_URL'
      } needs FORGE_WEBHOOK_SECRET as well`,
    );
  const forge = await startForge({
    dataDir: resolve(options.data),
    port: options.port,
    token,
    webhook: url && secret ? { url, secret } : undefined,
    gitlabWebhook: gitlabUrl && secret ? { url: gitlabUrl, secret } : undefined,
    logger,
  });
  let closing = false;
  const close = () => {
    if (closing) return;
    closing = true;
    forge.close().then(
      () => process.exit(0),
      error => fail(error),
    );
  };
  process.on('SIGINT', close);
  process.on('SIGTERM', close);
  if (options.examples) {
    const created = await seedExamples(forge, resolve(options.examples));
    if (created.length > 0)
      logger.info('Examples were added', { repositories: created.join(' ') });
  }
  logger.info(`The forge is ready at ${forge.url}`);
}

function port(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 0 || number > 65535)
    throw new InvalidArgumentError('It is not a port.');
  return number;
}

function fail(error: NodeJS.ErrnoException): void {
  const taken = error.code === 'EADDRINUSE';
  process.stderr.write(
    `forge: ${
      taken ? `the port is taken (${error.message})` : error.message
    }\n`,
  );
  process.exit(1);
}

new Command('forge')
  .description('Local Git host for trying and testing')
  .addCommand(
    new Command('serve')
      .description(
        'Serves until it is told to stop. FORGE_TOKEN must be set; FORGE_WEBHOOK_URL and _SECRET may be.',
      )
      .requiredOption('--data <dir>', 'folder that keeps everything')
      .option(
        '--port <port>',
        'port on localhost; 0 takes a free one',
        port,
        7100,
      )
      .option(
        '--examples <dir>',
        'folder of <owner>/<repository>/ folders that are added when missing',
      )
      .action(serve),
  )
  .parseAsync()
  .catch(fail);
