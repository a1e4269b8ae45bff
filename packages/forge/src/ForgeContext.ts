import { GitCommand } from './git/GitCommand';
import { RefWriter } from './repositories/RefWriter';
import { RepositoryStore } from './repositories/RepositoryStore';
import { WebhookSender } from './webhooks/WebhookSender';

/**
 * Where the forge says what it does; Backstage's LoggerService fits.
 *
 * @public
 */
export interface ForgeLogger {
  info(message: string, fields?: Record<string, string | number>): void;
  warn(message: string, fields?: Record<string, string | number>): void;
  error(message: string, fields?: Record<string, string | number>): void;
}

/** What every route works with. */
export interface ForgeContext {
  /** Origin under which the forge is reached, without a slash at its end. */
  url: string;
  token: string;
  /** Owners in lower case in whose name nothing may be created. */
  closedOwners: ReadonlySet<string>;
  git: GitCommand;
  store: RepositoryStore;
  refs: RefWriter;
  webhooks: WebhookSender;
  logger: ForgeLogger;
}
