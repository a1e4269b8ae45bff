import { spawnSync } from 'node:child_process';
import {
  linkSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { Failure } from './failure.mjs';

/**
 * Takes a lock that a living process holds by a file, and frees it when this process ends. A lock of a
 * process that is gone is taken over.
 *
 * @param {string} file
 * @param {(pid: number, note: string | undefined) => string} busy - the sentence for a lock that is held
 * @param {string} [note] - kept in the lock for who finds it held
 * @returns {() => void} frees the lock
 */
export function takeLock(file, busy, note) {
  mkdirSync(dirname(file), { recursive: true });
  const mine = `${file}.${process.pid}`;
  const owner = { pid: process.pid, started: startOf(process.pid), note };
  writeFileSync(mine, JSON.stringify(owner));
  try {
    const other = link(mine, file);
    if (other) throw new Failure(busy(other.pid, other.note));
  } finally {
    rmSync(mine, { force: true });
  }
  const free = () => rmSync(file, { force: true });
  process.once('exit', free);
  return () => {
    process.off('exit', free);
    free();
  };
}

/** Runs `work` while holding the lock. */
export async function withLock(file, busy, work) {
  const free = takeLock(file, busy);
  try {
    return await work();
  } finally {
    free();
  }
}

/** Who holds the lock, if anybody does. */
export function lockHolder(file) {
  let owner;
  try {
    owner = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
  return startOf(owner.pid) === owner.started ? owner : undefined;
}

/** Links `mine` to `file`, which the file system does for one process only. Gives the holder otherwise. */
function link(mine, file) {
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      linkSync(mine, file);
      return undefined;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const holder = lockHolder(file);
    if (holder) return holder;
    rmSync(file, { force: true });
  }
  throw new Failure(`The lock ${file} could not be taken. Try again.`);
}

/** When a process started, in words of the platform: a pid alone is given to another process after a restart. */
function startOf(pid) {
  if (process.platform === 'linux') {
    try {
      const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8');
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return `${boot.trim()} ${fields[19]}`;
    } catch {
      return 'gone';
    }
  }
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== 'EPERM') return 'gone';
  }
  if (process.platform === 'win32') return 'alive';
  const { stdout } = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
    encoding: 'utf8',
  });
  return stdout?.trim();
}
