import { GitCommand } from './GitCommand';
import { writeBlob, writeTree } from './writeTree';
import { writeCommit } from './writeCommit';

/** Puts the commit that GitHub makes with `auto_init` on the branch `main`: a README with name and description. */
export async function writeInitialCommit(
  git: GitCommand,
  gitDir: string,
  name: string,
  description: string | undefined,
): Promise<void> {
  const readme = `# ${name}\n${description ? `\n${description}\n` : ''}`;
  const sha = await writeBlob(git, gitDir, readme);
  const tree = await writeTree(git, gitDir, undefined, [
    { path: 'README.md', mode: '100644', sha },
  ]);
  const commit = await writeCommit(git, gitDir, {
    tree,
    parents: [],
    message: 'Initial commit',
  });
  await git.run(['update-ref', 'refs/heads/main', commit], { gitDir });
}
