import { InputError } from '@backstage/errors';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { createServer, RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { createApp } from './createApp';
import type { ForgeContext } from './ForgeContext';
import type { ForgeLogger } from './ForgeLogger';
import { GitCommand } from './git/GitCommand';
import { Push, RefWriter } from './repositories/RefWriter';
import { RepositoryStore } from './repositories/RepositoryStore';
import { SeedRepository, seedRepository } from './repositories/seedRepository';
import { gitlabPushPayload } from './webhooks/gitlabPushPayload';
import { pushPayload } from './webhooks/pushPayload';
import { WebhookSender } from './webhooks/WebhookSender';

const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];
const CLOSE_TIMEOUT_MILLISECONDS = 5_000;

/**
 * How a forge is started.
 *
 * @public
 */
export interface ForgeOptions {
  /** Everything is kept here. Created when missing. */
  dataDir: string;
  /** 0 takes any free port. */
  port: number;
  /** A loopback address; `127.0.0.1` by default. */
  host?: string;
  /** What the API and a push ask for. */
  token: string;
  /** Gets the events of all repositories. */
  webhook?: { url: string; secret: string };
  /** Gets the pushes to repositories that were made by GitLab's API, in GitLab's form. */
  gitlabWebhook?: { url: string; secret: string };
  /** Owners that the token may read, and create nothing for: to try what a portal says then. */
  closedOwners?: string[];
  /** Says nothing by default. */
  logger?: ForgeLogger;
}

/**
 * A running forge.
 *
 * @public
 */
export interface Forge {
  /** `http://localhost:<port>`. */
  url: string;
  port: number;
  /** Answers what is under way, then stops. */
  close(): Promise<void>;
  /** Creates a repository with this history unless it exists. No webhook is sent. */
  seed(source: SeedRepository): Promise<{ created: boolean; commit: string }>;
}

/**
 * Starts a Git host for trying and testing on this machine's loopback: Git over HTTP, the part of GitHub Enterprise's
 * API and GitLab's that Backstage uses, and pages to look at.
 *
 * @public
 * @throws InputError for a host that is not loopback or an empty token; an error with `code` `EADDRINUSE` when the port
 * is taken
 */
export async function startForge(options: ForgeOptions): Promise<Forge> {
  const host = options.host ?? '127.0.0.1';
  if (!LOOPBACK.includes(host))
    throw new InputError(`The forge binds to loopback only, not to ${host}`);
  if (!options.token) throw new InputError('The forge needs a token');
  const logger = options.logger ?? { info() {}, warn() {}, error() {} };
  const dataDir = resolve(options.dataDir);
  await mkdir(dataDir, { recursive: true });

  // Who connects before everything is read waits for the answer.
  let open: (application: RequestListener) => void;
  const application = new Promise<RequestListener>(resolved => {
    open = resolved;
  });
  const server = createServer(async (request, response) =>
    (await application)(request, response),
  );
  server.listen(options.port, host);
  await once(server, 'listening');
  try {
    const { port } = server.address() as AddressInfo;
    const url = `http://localhost:${port}`;
    const git = await GitCommand.create(join(dataDir, 'git'));
    const store = await RepositoryStore.create(dataDir, git);
    const webhooks = new WebhookSender(
      logger,
      options.webhook,
      options.gitlabWebhook,
    );
    const refs = new RefWriter(git, store, push =>
      webhooks.inBackground(() =>
        announce({ git, url, webhooks, logger }, push),
      ),
    );
    const context: ForgeContext = {
      url,
      token: options.token,
      closedOwners: new Set(
        options.closedOwners?.map(owner => owner.toLowerCase()),
      ),
      git,
      store,
      refs,
      webhooks,
      logger,
    };
    open!(createApp(context, port));
    return {
      url,
      port,
      seed: source => seedRepository(context, source),
      close: async () => {
        await stop(server);
        await webhooks.close();
      },
    };
  } catch (error) {
    await stop(server);
    throw error;
  }
}

async function announce(
  {
    git,
    url,
    webhooks,
    logger,
  }: Pick<ForgeContext, 'git' | 'url' | 'webhooks' | 'logger'>,
  push: Push,
) {
  const { owner, name } = push.repository.state;
  for (const change of push.changes) {
    logger.info('Push', {
      repository: `${owner}/${name}`,
      ref: change.ref,
      after: change.after,
    });
    const { state } = push.repository;
    if (state.gitlab) {
      const payload = await gitlabPushPayload(git, state.gitlab, push, change);
      webhooks.sendGitlab(payload);
    } else {
      webhooks.send('push', state, await pushPayload(git, url, push, change));
    }
  }
}

async function stop(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  const timer = setTimeout(
    () => server.closeAllConnections(),
    CLOSE_TIMEOUT_MILLISECONDS,
  );
  await closed;
  clearTimeout(timer);
}
