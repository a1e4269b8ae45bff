import { GitCommand } from './GitCommand';
import { isRefName } from './refNames';

const ABBREVIATED_ID = /^[0-9a-f]{7,40}$/;

/**
 * The commit that a branch, a tag, a full ref, `HEAD` or a (shortened) commit id stands for; undefined when there is
 * none. A branch wins over a tag, and both over an id.
 */
export async function resolveRef(
  git: GitCommand,
  gitDir: string,
  ref: string,
): Promise<string | undefined> {
  if (!isRefName(ref)) return undefined;
  const candidates = [`refs/heads/${ref}`, `refs/tags/${ref}`];
  if (ref === 'HEAD' || ref.startsWith('refs/') || ABBREVIATED_ID.test(ref))
    candidates.push(ref);
  if (/^(heads|tags|pull)\//.test(ref)) candidates.push(`refs/${ref}`);
  for (const candidate of candidates) {
    const { stdout, exitCode } = await git.run(
      ['rev-parse', '--verify', '--quiet', `${candidate}^{commit}`],
      { gitDir, acceptExitCodes: [0, 1, 128] },
    );
    if (exitCode === 0) return stdout.toString('utf8').trim();
  }
  return undefined;
}
