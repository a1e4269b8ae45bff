import { InputError } from '@backstage/errors';
import { GitCommand } from '../git/GitCommand';
import { TreeChange, writeBlob, writeTree } from '../git/writeTree';
import { writeCommit } from '../git/writeCommit';
import { readFolder } from './readFolder';
import { RepositoryStore } from './RepositoryStore';

/**
 * Stands in seeded files for the address of the forge, e.g. `http://localhost:7100`.
 *
 * @public
 */
export const FORGE_URL_PLACEHOLDER = '__FORGE_URL__';

/**
 * One commit of a repository that is seeded: what changes against the commit before.
 *
 * @public
 */
export interface SeedCommit {
  message: string;
  author?: { name: string; email: string };
  /** ISO 8601; the time of seeding by default. */
  date?: string;
  /** Content by path. Added to the files of `folder`. */
  files?: Record<string, string | Uint8Array>;
  /** A folder whose files are taken over with their executable bits; links are kept as links, `.git` is left out. */
  folder?: string;
  /** Only those files of `folder` that this accepts. */
  filter?: (path: string) => boolean;
  /** Paths that go away. */
  remove?: string[];
}

/**
 * A repository that is to be there from the start.
 *
 * @public
 */
export interface SeedRepository {
  owner: string;
  name: string;
  description?: string;
  topics?: string[];
  /** Oldest first, on the branch `main`. */
  commits: SeedCommit[];
}

/**
 * Creates the repository unless it exists. Returns the tip of its default branch, or an empty string when an existing
 * repository is empty.
 *
 * @throws InputError for names or paths that are not allowed
 */
export async function seedRepository(
  { git, store, url }: { git: GitCommand; store: RepositoryStore; url: string },
  source: SeedRepository,
): Promise<{ created: boolean; commit: string }> {
  const existing = await store.find(source.owner, source.name);
  if (existing) {
    const options = { gitDir: existing.gitDir, acceptExitCodes: [0, 1, 128] };
    return {
      created: false,
      commit: await git.text(
        ['rev-parse', '--verify', '--quiet', 'HEAD'],
        options,
      ),
    };
  }
  if (source.commits.length === 0)
    throw new InputError(
      `${source.owner}/${source.name} is seeded without a commit`,
    );
  let tip: string | undefined;
  const { owner, name, description, topics } = source;
  await store.add({ owner, name, description, topics }, async gitDir => {
    for (const commit of source.commits) {
      const tree = await writeTree(
        git,
        gitDir,
        tip,
        await changesOf(git, gitDir, url, commit),
      );
      const author = { ...commit.author, date: commit.date };
      tip = await writeCommit(git, gitDir, {
        tree,
        parents: tip ? [tip] : [],
        message: commit.message,
        author,
      });
    }
    await git.run(['update-ref', 'refs/heads/main', tip!], { gitDir });
  });
  return { created: true, commit: tip! };
}

async function changesOf(
  git: GitCommand,
  gitDir: string,
  url: string,
  commit: SeedCommit,
): Promise<TreeChange[]> {
  const changes: TreeChange[] = [];
  if (commit.folder) {
    for (const file of await readFolder(commit.folder, commit.filter)) {
      const sha = await writeBlob(git, gitDir, withAddress(file.content, url));
      changes.push({ path: file.path, mode: file.mode, sha });
    }
  }
  for (const [path, content] of Object.entries(commit.files ?? {})) {
    const sha = await writeBlob(
      git,
      gitDir,
      withAddress(Buffer.from(content), url),
    );
    changes.push({ path, mode: '100644', sha });
  }
  for (const path of commit.remove ?? [])
    changes.push({ path, mode: '100644', sha: undefined });
  return changes;
}

/** Replaces the placeholder in text; a file with a zero byte is not text. */
function withAddress(content: Buffer, url: string): Buffer {
  if (!content.includes(FORGE_URL_PLACEHOLDER) || content.includes(0))
    return content;
  return Buffer.from(
    content.toString('utf8').replaceAll(FORGE_URL_PLACEHOLDER, url),
  );
}
