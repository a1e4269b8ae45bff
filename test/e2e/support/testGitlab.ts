import { startForge } from '@goldenpath/forge';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hosting } from '../../golden-paths/support/hostedRepositories';

/** What repositories are pushed with. */
const token = 'token-of-the-test';

/** The local Git host as a GitLab, which tells of every push. */
export interface TestGitlab extends Hosting {
  token: string;
  stop(): Promise<void>;
}

/** @param webhook - where pushes are told, and the token that goes with it */
export async function startTestGitlab(webhook: {
  url: string;
  secret: string;
}): Promise<TestGitlab> {
  const dataDir = await mkdtemp(join(tmpdir(), 'gitlab-'));
  const forge = await startForge({
    dataDir,
    port: 0,
    token,
    gitlabWebhook: webhook,
  });
  // Under its other name, localhost, it is a GitHub.
  const origin = `http://127.0.0.1:${forge.port}`;
  return {
    platform: 'gitlab',
    origin,
    token,
    async api<T>(method: string, path: string, body?: object) {
      const response = await fetch(`${origin}/api/v4${path}`, {
        method,
        headers: { 'private-token': token, 'content-type': 'application/json' },
        body: body && JSON.stringify(body),
      });
      return { status: response.status, body: (await response.json()) as T };
    },
    async stop() {
      await forge.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
