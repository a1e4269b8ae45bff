import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const made: string[] = [];

afterAll(async () => {
  await Promise.all(
    made.map(directory => rm(directory, { recursive: true, force: true })),
  );
});

/** A new folder that is removed when the tests of the file have ended. */
export async function temporaryDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'golden-path-'));
  made.push(directory);
  return directory;
}
