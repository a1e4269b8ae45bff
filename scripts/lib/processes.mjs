import { spawn, spawnSync } from 'node:child_process';

const GRACE = 10_000;
const windows = process.platform === 'win32';

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/** Starts a command in a process group of its own, so that it and what it starts can be ended together. */
export function spawnGroup(command, args, options) {
  const child = spawn(command, args, { ...options, detached: !windows });
  running.add(child);
  child.once('error', () => running.delete(child));
  child.once('exit', () => {
    running.delete(child);
    // What it started and left behind goes with it.
    signalGroup(child, 'SIGKILL');
  });
  return child;
}

/** Ends every process group that was started here: politely, and after ten seconds by force. */
export async function endProcesses() {
  await Promise.all([...running].map(endProcess));
}

async function endProcess(child) {
  const gone = new Promise(resolve => child.once('exit', resolve));
  if (child.exitCode !== null || child.signalCode !== null) return;
  signalGroup(child, 'SIGTERM');
  const force = setTimeout(() => signalGroup(child, 'SIGKILL'), GRACE);
  await gone;
  clearTimeout(force);
}

function signalGroup({ pid }, signal) {
  if (!pid) return;
  try {
    if (windows) spawnSync('taskkill', ['/pid', String(pid), '/T', '/F']);
    else process.kill(-pid, signal);
  } catch (error) {
    if (!['ESRCH', 'EPERM'].includes(error.code)) throw error;
  }
}
