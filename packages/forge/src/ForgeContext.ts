import { ForgeLogger } from './ForgeLogger';
import { GitCommand } from './git/GitCommand';
import { RefWriter } from './repositories/RefWriter';
import { RepositoryStore } from './repositories/RepositoryStore';
import { WebhookSender } from './webhooks/WebhookSender';

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
