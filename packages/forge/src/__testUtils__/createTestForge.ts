import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Forge, ForgeOptions, startForge } from '../startForge';

/** The token of forges in tests. */
export const TEST_TOKEN = 'test-token';

/** A forge on a free port with a data folder of its own; `dispose` removes both. */
export async function createTestForge(
  options: Partial<ForgeOptions> = {},
): Promise<Forge & { dataDir: string; dispose(): Promise<void> }> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'forge-')));
  const forge = await startForge({
    port: 0,
    token: TEST_TOKEN,
    ...options,
    dataDir,
  });
  return {
    ...forge,
    dataDir,
    dispose: async () => {
      await forge.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Calls the forge's REST API with the token; `body` is sent as JSON. */
export async function callApi<T = Record<string, unknown>>(
  forge: Pick<Forge, 'url'>,
  method: string,
  path: string,
  body?: unknown,
): Promise<{ status: number; body: T }> {
  const response = await fetch(`${forge.url}/api/v3${path}`, {
    method,
    headers: {
      authorization: `token ${TEST_TOKEN}`,
      'content-type': 'application/json',
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  return {
    status: response.status,
    body: (text ? JSON.parse(text) : undefined) as T,
  };
}
