import { GitCommand } from './GitCommand';

/** Refs by their full name, with the object that each points to. */
export type Refs = Map<string, string>;

/** Branches and tags of a repository, in the order of their names. */
export async function listRefs(
  git: GitCommand,
  gitDir: string,
  ...under: string[]
): Promise<Refs> {
  const prefixes = under.length > 0 ? under : ['refs/heads/', 'refs/tags/'];
  const text = await git.text(
    ['for-each-ref', '--format=%(objectname) %(refname)', ...prefixes],
    { gitDir },
  );
  return new Map(
    text
      .split('\n')
      .filter(Boolean)
      .map(line => [line.slice(41), line.slice(0, 40)]),
  );
}
