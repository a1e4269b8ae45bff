/*
 * Preloaded into the portal's processes: each ends, with what it started, when the process that started it
 * is gone, even if it was killed.
 */
'use strict';

// Where the process leads a group, as processes.mjs starts it, the signal goes to all of the group.
const group = process.platform === 'win32' ? process.pid : -process.pid;

if (process.channel) {
  process.on('disconnect', () => {
    process.kill(group, 'SIGTERM');
    setTimeout(() => process.exit(1), 10000).unref();
  });
  process.channel.unref();
}
