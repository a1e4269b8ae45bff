import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { temporaryDirectory } from './temporaryDirectory';

const service = `name: service
version: 1.0.0
title: Service
description: Inputs that every service has.
runtime: { language: test, port: 8080 }
inputs:
  required: [name, owner]
  properties:
    name: { type: string, title: Name, maxLength: 40, pattern: '^[a-z][a-z0-9-]*$' }
    owner: { type: string, title: Owner, maxLength: 100 }
    description: { type: string, title: Description, maxLength: 2000, default: '' }
    repoUrl: { type: string, title: Repository, maxLength: 400, default: '' }
    registry: { type: string, title: Registry, maxLength: 100, default: ghcr.io }
    password: { type: string, title: Password, maxLength: 100, default: '', x-secret: true }
files:
  - { paths: ['**'], mode: managed }
`;

/**
 * A library in a folder of its own: a block with the inputs that every service has, a path "test" of the named
 * blocks, and the given files.
 *
 * @param files - contents by path; \`blocks/x\` without block.yaml gets a plain one
 */
export async function writeLibrary(
  files: Record<string, string>,
  blocks: string[] = [],
): Promise<string> {
  const directory = await temporaryDirectory();
  const plain = Object.fromEntries(
    blocks.map(name => [
      `blocks/${name}/block.yaml`,
      `name: ${name}\nversion: 1.0.0\ntitle: ${name}\ndescription: ${name}.\nfiles:\n  - { paths: ['**'], mode: seeded }\n`,
    ]),
  );
  const all = {
    'blocks/service/block.yaml': service,
    'test/path.yaml': `name: test\nversion: 2.0.0\ntitle: Test\ndescription: Test.\nblocks: [${[
      'service',
      ...blocks,
    ].join(', ')}]\n`,
    ...plain,
    ...files,
  };
  for (const [path, contents] of Object.entries(all)) {
    await mkdir(dirname(join(directory, path)), { recursive: true });
    await writeFile(join(directory, path), contents);
  }
  return directory;
}
