/* Preloaded into the portal's processes: they end when the process that started them is gone, even if it was killed. */
'use strict';

if (process.channel) {
  process.on('disconnect', () => {
    process.kill(process.pid, 'SIGTERM');
    setTimeout(() => process.exit(1), 10000).unref();
  });
  process.channel.unref();
}
