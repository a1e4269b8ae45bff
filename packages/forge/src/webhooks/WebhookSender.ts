import { createHmac, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { ForgeLogger } from '../ForgeLogger';
import { Hook, RepositoryState } from '../repositories/RepositoryState';
import { postEvent } from './postEvent';

const DELAYS_MILLISECONDS = [0, 500, 2_000, 5_000];

/** Where events go. */
export type WebhookTarget = Pick<Hook, 'url' | 'secret' | 'contentType'>;

/**
 * Sends events in GitHub's and GitLab's format, without anybody waiting for them: a receiver that is down is tried again a few
 * times and then given up, with a line in the log.
 */
export class WebhookSender {
  private readonly stopped = new AbortController();
  private readonly running = new Set<Promise<void>>();
  private preparing = Promise.resolve();

  constructor(
    private readonly logger: ForgeLogger,
    private readonly everywhere: { url: string; secret: string } | undefined,
    private readonly gitlab: { url: string; secret: string } | undefined,
  ) {}

  /** Sends the push of a branch or a tag in GitLab's form to where all of them go. */
  sendGitlab(payload: { object_kind: 'push' | 'tag_push' }): void {
    if (!this.gitlab) return;
    const event = randomUUID();
    this.track(
      this.post({
        url: this.gitlab.url,
        body: JSON.stringify(payload),
        headers: {
          'content-type': 'application/json',
          'user-agent': 'GitLab/golden-path-forge',
          'x-gitlab-event':
            payload.object_kind === 'push' ? 'Push Hook' : 'Tag Push Hook',
          'x-gitlab-event-uuid': event,
          'x-gitlab-token': this.gitlab.secret,
        },
        event: 'push',
        delivery: event,
      }),
    );
  }

  /** Sends an event to the forge's own webhook and to those of the repository that want it. */
  send(event: string, state: RepositoryState, payload: unknown): void {
    const hooks: WebhookTarget[] = state.hooks.filter(
      hook =>
        hook.active &&
        (hook.events.includes(event) || hook.events.includes('*')),
    );
    if (this.everywhere)
      hooks.push({ ...this.everywhere, contentType: 'json' });
    for (const hook of hooks) this.sendTo(hook, event, payload);
  }

  /** Sends an event to one webhook. */
  sendTo(target: WebhookTarget, event: string, payload: unknown): void {
    this.track(this.deliver(target, event, JSON.stringify(payload)));
  }

  /** Runs a task that ends in sending events, after those before it; its failure is logged. */
  inBackground(task: () => Promise<void>): void {
    this.preparing = this.preparing.then(task).catch(error =>
      this.logger.error('Could not prepare a webhook event', {
        error: String(error),
      }),
    );
    this.track(this.preparing);
  }

  /** Gives up what is still being sent. */
  async close(): Promise<void> {
    this.stopped.abort();
    while (this.running.size > 0) await Promise.all(this.running);
  }

  private track(task: Promise<void>): void {
    this.running.add(task);
    task.finally(() => this.running.delete(task));
  }

  private async deliver(
    target: WebhookTarget,
    event: string,
    json: string,
  ): Promise<void> {
    const form = target.contentType === 'form';
    const body = form
      ? new URLSearchParams({ payload: json }).toString()
      : json;
    const delivery = randomUUID();
    const headers: Record<string, string> = {
      'content-type': form
        ? 'application/x-www-form-urlencoded'
        : 'application/json',
      'user-agent': 'GitHub-Hookshot/golden-path-forge',
      'x-github-event': event,
      'x-github-delivery': delivery,
    };
    if (target.secret) {
      headers['x-hub-signature-256'] = `sha256=${createHmac(
        'sha256',
        target.secret,
      )
        .update(body)
        .digest('hex')}`;
    }
    await this.post({ url: target.url, headers, body, event, delivery });
  }

  private async post({
    url,
    headers,
    body,
    event,
    delivery,
  }: {
    url: string;
    headers: Record<string, string>;
    body: string;
    event: string;
    delivery: string;
  }): Promise<void> {
    let problem = '';
    for (const delay of DELAYS_MILLISECONDS) {
      try {
        await wait(delay, undefined, { signal: this.stopped.signal });
      } catch {
        return;
      }
      const answer = await postEvent(url, headers, body, this.stopped.signal);
      if (answer.outcome === 'accepted') return;
      problem = answer.problem;
      if (answer.outcome === 'refused') break;
    }
    this.logger.warn('A webhook was not delivered', {
      event,
      delivery,
      target: withoutQuery(url),
      problem,
    });
  }
}

/** Secrets are at times put into a webhook's query. */
function withoutQuery(url: string): string {
  return url.split('?')[0];
}
