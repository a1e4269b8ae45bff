import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from './failure.mjs';

const NAMES = ['FORGE_TOKEN', 'FORGE_WEBHOOK_SECRET'];

/**
 * Secrets between the portal and the local Git host: made once and kept with the data, readable by their
 * owner only. The environment wins.
 *
 * @returns {Record<string, string>} by the name of the environment variable
 */
export function ensureSecrets(data, env) {
  const file = join(data, 'secrets.json');
  if (!existsSync(file)) {
    mkdirSync(data, { recursive: true });
    const made = NAMES.map(name => [name, randomBytes(24).toString('hex')]);
    const text = JSON.stringify(Object.fromEntries(made), undefined, 2);
    writeFileSync(file, text, { mode: 0o600, flag: 'wx' });
  }
  const kept = read(file);
  return Object.fromEntries(NAMES.map(name => [name, env[name] || kept[name]]));
}

function read(file) {
  try {
    const kept = JSON.parse(readFileSync(file, 'utf8'));
    if (NAMES.every(name => typeof kept[name] === 'string')) return kept;
  } catch {
    // answered below
  }
  throw new Failure(
    `${file} is damaged. Delete it to have new secrets made; everything else is kept.`,
  );
}
