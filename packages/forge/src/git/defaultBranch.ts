import { GitCommand } from './GitCommand';

/** The branch that `HEAD` of a bare repository names, which need not exist yet. */
export async function defaultBranch(
  git: GitCommand,
  gitDir: string,
): Promise<string> {
  const head = await git.text(['symbolic-ref', 'HEAD'], { gitDir });
  return head.replace(/^refs\/heads\//, '');
}
