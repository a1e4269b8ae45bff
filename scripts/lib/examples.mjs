import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './layout.mjs';
import { poll } from './services.mjs';

const TIMEOUT = 90_000;

/**
 * Waits until the catalog has the example services and the golden paths, asked as one of the example users
 * would.
 *
 * @returns {Promise<boolean>} whether it has them all
 */
export async function waitForExamples(url) {
  const expected = {
    component: countFolders(
      'examples/repositories/example',
      'catalog-info.yaml',
    ),
    template: countFolders('templates', 'template.yaml'),
  };
  const found = await poll(async () => {
    const token = await signIn(url);
    const counts = await Promise.all(
      Object.entries(expected).map(async ([kind, minimum]) => {
        return (await count(url, token, kind)) >= minimum;
      }),
    );
    return counts.every(Boolean) || undefined;
  }, TIMEOUT);
  return found ?? false;
}

async function signIn(url) {
  const { items } = await getJson(`${url}/api/auth/example/users`);
  const user = items[0].entityRef;
  const { backstageIdentity } = await getJson(
    `${url}/api/auth/example/refresh`,
    { 'x-example-user': user },
  );
  return backstageIdentity.token;
}

async function count(url, token, kind) {
  const { totalItems } = await getJson(
    `${url}/api/catalog/entities/by-query?limit=0&filter=kind=${kind}`,
    { authorization: `Bearer ${token}` },
  );
  return totalItems;
}

async function getJson(url, headers = {}) {
  const response = await fetch(url, { headers });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return await response.json();
}

function countFolders(parent, file) {
  const folder = join(root, parent);
  if (!existsSync(folder)) return 0;
  return readdirSync(folder).filter(name =>
    existsSync(join(folder, name, file)),
  ).length;
}
