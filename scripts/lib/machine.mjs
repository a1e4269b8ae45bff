import { spawnSync } from 'node:child_process';
import { mkdirSync, statfsSync } from 'node:fs';
import { Failure } from './failure.mjs';
import { npm } from './npm.mjs';

/** What an installation with its download cache needs, in bytes. */
const NEEDED_SPACE = 3 * 1024 ** 3;

/** Fails with a sentence when git or npm is missing. */
export function checkPrograms(env) {
  const { command, args, shell } = npm(env);
  if (!answers(command, [...args, '--version'], env, shell)) {
    throw new Failure(
      'npm was not found. It comes with Node: install Node with npm from https://nodejs.org and try again.',
    );
  }
  if (!answers('git', ['--version'], env)) {
    throw new Failure(
      'git was not found. Install it (https://git-scm.com/downloads) and try again.',
    );
  }
}

/** Fails with a sentence when there is no room to install to. */
export function checkSpace(folder, measure = statfsSync) {
  mkdirSync(folder, { recursive: true });
  const { bavail, bsize } = measure(folder);
  const free = Number(bavail) * Number(bsize);
  if (free >= NEEDED_SPACE) return;
  throw new Failure(
    `There is too little disk space: the installation needs 3 GB, and ${folder} has ${(
      free /
      1024 ** 3
    ).toFixed(1)} GB left. Free some and try again.`,
  );
}

function answers(command, args, env, shell = false) {
  return spawnSync(command, args, { env, shell, stdio: 'ignore' }).status === 0;
}
