import { InputError } from '@backstage/errors';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { GitCommand } from './GitCommand';
import { isFilePath } from './filePaths';
import { ZERO_ID } from './refNames';

/** One file of a tree to be written; `sha: undefined` removes the file. */
export interface TreeChange {
  path: string;
  mode: '100644' | '100755' | '120000' | '160000';
  sha: string | undefined;
}

/** Stores `content` as a blob and returns its id. */
export async function writeBlob(
  git: GitCommand,
  gitDir: string,
  content: string | Uint8Array,
): Promise<string> {
  return git.text(['hash-object', '-w', '--stdin'], { gitDir, input: content });
}

/**
 * Writes the tree that results when `changes` are applied to the tree of `base` (to nothing when undefined).
 *
 * @throws InputError for a path that no tree may hold.
 */
export async function writeTree(
  git: GitCommand,
  gitDir: string,
  base: string | undefined,
  changes: TreeChange[],
): Promise<string> {
  const records: string[] = [];
  for (const { path, mode, sha } of changes) {
    if (!isFilePath(path))
      throw new InputError(
        `tree.path contains a malformed path component: ${path}`,
      );
    records.push(sha ? `${mode} ${sha}\t${path}\0` : `0 ${ZERO_ID}\t${path}\0`);
  }
  // Within the repository, so that a leftover goes away with it.
  const folder = await mkdtemp(join(gitDir, 'tmp-index-'));
  try {
    const options = {
      gitDir,
      environment: { GIT_INDEX_FILE: join(folder, 'index') },
    };
    if (base) await git.run(['read-tree', base], options);
    await git.run(
      ['update-index', '-z', '--add', '--replace', '--index-info'],
      {
        ...options,
        input: records.join(''),
      },
    );
    return await git.text(['write-tree'], options);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
