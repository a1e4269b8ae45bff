import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { Failure } from './failure.mjs';
import { readSettings, shown } from './layout.mjs';
import { lockHolder } from './lock.mjs';
import { parseOptions } from './options.mjs';
import { portalLock } from './start.mjs';

/** What a portal keeps. Nothing else is deleted, whatever GOLDENPATH_DATA names. */
const KEPT = ['repositories', 'sqlite', 'techdocs', 'logs', 'secrets.json'];

const USAGE =
  'npm run reset knows one option: --yes, to delete without asking (npm run reset -- --yes).';

/** `npm run reset`: deletes the portal's data, after asking on a terminal. */
export async function reset(args, env) {
  const { yes } = parseOptions(args, { yes: { type: 'boolean' } }, USAGE);
  const { data } = readSettings(env);
  const holder = lockHolder(portalLock(data));
  if (holder) {
    throw new Failure(
      `A portal runs on this data: ${holder.note} (process ${holder.pid}). End it first.`,
    );
  }
  const present = existsSync(data)
    ? readdirSync(data).filter(name => KEPT.includes(name))
    : [];
  if (present.length === 0) {
    process.stdout.write(`There is no data in ${shown(data)}.\n`);
    return;
  }
  if (!yes && !(await confirm(data, present))) {
    process.stdout.write('Nothing was deleted.\n');
    return;
  }
  for (const name of present) {
    rmSync(join(data, name), { recursive: true, force: true });
  }
  process.stdout.write(`Deleted ${present.join(', ')} from ${shown(data)}.\n`);
}

async function confirm(data, present) {
  if (!process.stdin.isTTY) return true;
  const terminal = createInterface({
    input: process.stdin,
    output: process.stdout,
  });
  const answer = await terminal.question(
    `Delete ${present.join(', ')} from ${shown(data)}? [y/N] `,
  );
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}
