import { GitCommand } from './GitCommand';

/** Name and address of an author, with the time in any form that Date understands; now by default. */
export interface AuthorInput {
  name?: string;
  email?: string;
  date?: string;
}

/** Author of commits that come without one. */
export const DEFAULT_AUTHOR = {
  name: 'Golden Path forge',
  email: 'forge@localhost',
};

/** Writes a commit and returns its id. The committer is the author unless given. */
export async function writeCommit(
  git: GitCommand,
  gitDir: string,
  commit: {
    tree: string;
    parents: string[];
    message: string;
    author?: AuthorInput;
    committer?: AuthorInput;
  },
): Promise<string> {
  return git.text(
    [
      'commit-tree',
      commit.tree,
      ...commit.parents.flatMap(parent => ['-p', parent]),
      '-F',
      '-',
    ],
    {
      gitDir,
      input: commit.message,
      environment: identity(commit.author, commit.committer),
    },
  );
}

/** The environment that makes Git use these people. */
export function identity(
  author?: AuthorInput,
  committer?: AuthorInput,
): Record<string, string> {
  const from = toPerson(author, DEFAULT_AUTHOR);
  const by = toPerson(committer, from);
  return {
    GIT_AUTHOR_NAME: from.name,
    GIT_AUTHOR_EMAIL: from.email,
    GIT_AUTHOR_DATE: from.date,
    GIT_COMMITTER_NAME: by.name,
    GIT_COMMITTER_EMAIL: by.email,
    GIT_COMMITTER_DATE: by.date,
  };
}

function toPerson(
  input: AuthorInput | undefined,
  fallback: { name: string; email: string; date?: string },
) {
  const time = input?.date ? Date.parse(input.date) : NaN;
  return {
    name: clean(input?.name) || fallback.name,
    email: clean(input?.email) || fallback.email,
    date: `@${Math.floor(
      (Number.isNaN(time) ? toTime(fallback.date) : time) / 1000,
    )} +0000`,
  };
}

function toTime(date: string | undefined): number {
  return date ? Number(date.slice(1, date.indexOf(' '))) * 1000 : Date.now();
}

/** Git ends a name at these characters. */
function clean(value: string | undefined): string {
  // eslint-disable-next-line no-control-regex
  return (value ?? '').replace(/[<>\u0000-\u001f]/g, '').trim();
}
