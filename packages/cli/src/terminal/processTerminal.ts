import { supportsColor } from 'chalk';
import { Terminal } from './Terminal';

const narrowest = 40;
const widest = 100;

/** The terminal of this process. https://no-color.org is respected, and so is FORCE_COLOR. */
export function processTerminal(): Terminal {
  const { stdout, stderr, env } = process;
  // `readiness … | head` closes the pipe early; that is no error.
  stdout.on('error', error => {
    if ('code' in error && error.code === 'EPIPE') process.exit();
    throw error;
  });
  return {
    out: text => stdout.write(text),
    error: line => stderr.write(`${line}\n`),
    cwd: process.cwd(),
    width: Math.max(narrowest, Math.min(stdout.columns ?? widest, widest)),
    color: !env.NO_COLOR && Boolean(supportsColor),
    env,
  };
}
