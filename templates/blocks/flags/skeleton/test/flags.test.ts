import assert from 'node:assert/strict';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { createFlags } from '../src/flags.js';

const log = { info: () => undefined, warn: () => undefined };

async function flagsFile(settings: object): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), 'flags-')), 'flags.json');
  await writeFile(file, JSON.stringify(settings));
  return file;
}

test('is off for what nobody has set', async () => {
  const flags = await createFlags(log, { file: await flagsFile({}) });
  assert.equal(await flags.isOn('unknown', 'ada'), false);
  await flags.close();
});

test('gives a flag to the share of users that it was set to, always to the same ones', async () => {
  const flags = await createFlags(log, { file: await flagsFile({ half: { enabled: true, percent: 50 } }) });
  const users = Array.from({ length: 400 }, (_, index) => `user-${index}`);
  const first = await Promise.all(users.map(user => flags.isOn('half', user)));
  const second = await Promise.all(users.map(user => flags.isOn('half', user)));
  assert.deepEqual(first, second);
  const share = first.filter(Boolean).length / users.length;
  assert.ok(share > 0.4 && share < 0.6, `${share}`);
  await flags.close();
});

test('takes a change without a restart, and keeps the last flags when the file breaks', async () => {
  const file = await flagsFile({ warm: { enabled: false, percent: 100 } });
  const flags = await createFlags(log, { file, intervalMs: 20 });
  assert.equal(await flags.isOn('warm', 'ada'), false);
  await writeFile(file, JSON.stringify({ warm: { enabled: true, percent: 100 } }));
  const deadline = Date.now() + 5_000;
  while (!(await flags.isOn('warm', 'ada'))) {
    assert.ok(Date.now() < deadline, 'the change was not seen');
    await wait(20);
  }
  await writeFile(file, '{');
  await wait(100);
  assert.equal(await flags.isOn('warm', 'ada'), true);
  await flags.close();
});
