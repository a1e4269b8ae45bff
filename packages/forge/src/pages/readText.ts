import type { GitCommand } from '../git/GitCommand';
import type { TreeEntry } from '../git/readTree';

const MAXIMUM_SHOWN_BYTES = 1024 * 1024;

/** The text of a file, or why there is none to show. */
export async function readText(
  git: GitCommand,
  gitDir: string,
  entry: TreeEntry,
): Promise<{ text?: string; problem?: string }> {
  if ((entry.size ?? 0) > MAXIMUM_SHOWN_BYTES)
    return { problem: 'Too large to be shown here.' };
  const { stdout } = await git.run(['cat-file', 'blob', entry.sha], { gitDir });
  return stdout.includes(0)
    ? { problem: 'Not a text file.' }
    : { text: stdout.toString('utf8') };
}
