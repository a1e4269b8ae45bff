import { existsSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { createService } from '../app.js';
import { loadConfig } from '../config.js';
import { smokeTestQueue } from '../jobs/smokeTest.js';
import type { Queue } from './Queue.js';

const usage = `send QUEUE JSON       puts a job into a queue
dead QUEUE            lists the oldest dead letters of a queue
revive QUEUE [ID...]  puts dead letters back into their queue, with all their attempts
drop QUEUE ID...      deletes dead letters that nobody needs
smoke                 sends a job that does nothing, and waits until a worker has done it`;

const smokeTimeoutMs = 60_000;

// For local work; an image holds no .env.
if (process.env.NODE_ENV !== 'production' && existsSync('.env')) {
  process.loadEnvFile('.env');
}
const [command, name = '', ...rest] = process.argv.slice(2);
if (command === undefined) {
  process.stdout.write(`${usage}\n`);
  process.exit();
}
try {
  // The worker's queues, without taking any job from them.
  const service = await createService({ ...loadConfig(process.env), logLevel: 'warn' });
  try {
    const patience = AbortSignal.timeout(30_000);
    await service.queue.start(patience);
    patience.throwIfAborted();
    await run(service.queue);
  } finally {
    await service.close();
  }
} catch (error) {
  print({ level: 'fatal', message: error instanceof Error ? error.message : String(error) });
  process.exitCode = 1;
}

async function run(queue: Queue): Promise<void> {
  if (command === 'send' && name && rest[0]) {
    print({ level: 'info', message: 'sent', job_id: await queue.enqueue(name, JSON.parse(rest[0])) });
  } else if (command === 'dead' && name) {
    for (const letter of await queue.deadLetters(name, 20)) {
      print({ level: 'info', message: 'dead letter', ...letter });
    }
  } else if (command === 'revive' && name) {
    const revived = await queue.revive(name, rest.length > 0 ? rest : undefined);
    print({ level: 'info', message: `${revived} put back into ${name}` });
  } else if (command === 'drop' && name && rest.length > 0) {
    await queue.drop(name, rest);
    print({ level: 'info', message: `${rest.length} deleted` });
  } else if (command === 'smoke') {
    await smoke(queue);
  } else {
    throw new Error(`This cannot be done. There are:\n${usage}`);
  }
}

async function smoke(queue: Queue): Promise<void> {
  const id = await queue.enqueue(smokeTestQueue, {});
  for (const deadline = Date.now() + smokeTimeoutMs; Date.now() < deadline; await wait(500)) {
    if ((await queue.stateOf(smokeTestQueue, id)) === 'completed') {
      print({ level: 'info', message: 'a worker has done the job', job_id: id });
      return;
    }
  }
  throw new Error(`No worker has done the job ${id} within ${smokeTimeoutMs / 1000} seconds`);
}

function print(line: object): void {
  process.stdout.write(`${JSON.stringify({ time: new Date().toISOString(), ...line })}\n`);
}
