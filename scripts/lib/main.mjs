import { Failure } from './failure.mjs';
import { endProcesses } from './processes.mjs';

const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };

/**
 * Runs a script: its result is the exit code, a Failure is printed as a sentence, and whichever way it
 * ends, the processes that it started end first.
 *
 * @param {() => Promise<number | undefined>} script
 */
export async function runMain(script) {
  let told = false;
  for (const [signal, code] of Object.entries(SIGNALS)) {
    process.once(signal, async () => {
      told = true;
      await endProcesses();
      process.exit(code);
    });
  }
  watchParent();
  let code;
  try {
    code = (await script()) ?? 0;
  } catch (error) {
    // What fails because everything is being ended is no failure; the signal's handler exits.
    if (told) return;
    code = 1;
    const text = error instanceof Failure ? error.message : error.stack;
    process.stderr.write(`\n${text}\n`);
  }
  await endProcesses();
  process.exit(code);
}

/** npm does not always hand a signal on: when the npm that started this script is gone, so are we. */
function watchParent() {
  if (!process.env.npm_lifecycle_event || process.platform === 'win32') return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
  }, 1000).unref();
}
