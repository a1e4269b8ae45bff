import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import type { ForgeContext } from '../ForgeContext';
import { defaultBranch } from '../git/defaultBranch';
import { readTreeEntry } from '../git/readTree';
import { ZERO_ID } from '../git/refNames';
import { resolveRef } from '../git/resolveRef';
import { AuthorInput, writeCommit } from '../git/writeCommit';
import { writeBlob, writeTree } from '../git/writeTree';
import { TOKEN_USER } from '../present/presentOwner';
import type { Repository } from './RepositoryStore';

/** A change to one file; without `content` the file is removed. */
export interface FileCommit {
  path: string;
  content?: Uint8Array;
  message: string;
  /** The blob that is replaced: it must be given, and be the current one, when the file exists. */
  sha?: string;
  /** The default branch by default. */
  branch?: string;
  author?: AuthorInput;
  committer?: AuthorInput;
}

/**
 * Commits one file to a branch, in an empty repository as the first commit.
 *
 * @throws NotFoundError without such a branch (or file, when it is to be removed), InputError without `sha`,
 * ConflictError when the file is not `sha`
 */
export async function commitFile(
  { git, refs }: Pick<ForgeContext, 'git' | 'refs'>,
  repository: Repository,
  change: FileCommit,
): Promise<{ commit: string; existed: boolean }> {
  const { gitDir } = repository;
  const { path, content, message, author, committer } = change;
  return refs.change(repository, TOKEN_USER, async () => {
    const branch = change.branch ?? (await defaultBranch(git, gitDir));
    const ref = `refs/heads/${branch}`;
    const parent = await resolveRef(git, gitDir, ref);
    if (!parent && (await resolveRef(git, gitDir, 'HEAD')))
      throw new NotFoundError(`Branch ${branch} not found`);
    const old = parent
      ? await readTreeEntry(git, gitDir, parent, path)
      : undefined;
    if (!old && !content) throw new NotFoundError('Not Found');
    if (old && !change.sha)
      throw new InputError('Invalid request.\n\n"sha" wasn\'t supplied.');
    if (change.sha && change.sha !== old?.sha)
      throw new ConflictError(`${path} does not match ${change.sha}`);
    const mode = old?.mode === '100755' ? '100755' : '100644';
    const sha = content && (await writeBlob(git, gitDir, content));
    const commit = await writeCommit(git, gitDir, {
      tree: await writeTree(git, gitDir, parent, [{ path, mode, sha }]),
      parents: parent ? [parent] : [],
      message,
      author: author ?? committer,
      committer,
    });
    await refs.moveRef(repository, {
      ref,
      before: parent ?? ZERO_ID,
      after: commit,
    });
    return { commit, existed: old !== undefined };
  });
}
