import { GitCommand } from './GitCommand';

/** Who made a commit, and when (ISO 8601). */
export interface Signature {
  name: string;
  email: string;
  date: string;
}

/** A commit as Git stores it. */
export interface Commit {
  sha: string;
  tree: string;
  parents: string[];
  author: Signature;
  committer: Signature;
  message: string;
}

const FIELDS = [
  '%H',
  '%T',
  '%P',
  '%an',
  '%ae',
  '%aI',
  '%cn',
  '%ce',
  '%cI',
  '%B',
];

/**
 * Commits that can be reached from `revisions`, newest first. Revisions are object ids, `^` before one leaves out what
 * can be reached from it.
 */
export async function readCommits(
  git: GitCommand,
  gitDir: string,
  revisions: string[],
  options: {
    limit: number;
    skip?: number;
    path?: string;
  },
): Promise<Commit[]> {
  const args = [
    'log',
    '-z',
    `--format=${FIELDS.join('%x00')}`,
    `--max-count=${options.limit}`,
  ];
  if (options.skip) args.push(`--skip=${options.skip}`);
  args.push(...revisions, '--');
  if (options.path) args.push(options.path);
  const { stdout } = await git.run(args, { gitDir });
  const fields = stdout.toString('utf8').split('\0');
  const commits: Commit[] = [];
  for (let at = 0; at + FIELDS.length <= fields.length; at += FIELDS.length) {
    commits.push(toCommit(fields.slice(at, at + FIELDS.length)));
  }
  return commits;
}

/** The commit with this id. */
export async function readCommit(
  git: GitCommand,
  gitDir: string,
  sha: string,
): Promise<Commit> {
  const [commit] = await readCommits(git, gitDir, [sha], { limit: 1 });
  return commit;
}

function toCommit(fields: string[]): Commit {
  const [
    sha,
    tree,
    parents,
    authorName,
    authorEmail,
    authorDate,
    name,
    email,
    date,
    message,
  ] = fields;
  return {
    sha,
    tree,
    parents: parents.split(' ').filter(Boolean),
    author: { name: authorName, email: authorEmail, date: authorDate },
    committer: { name, email, date },
    message: message.replace(/\n+$/, ''),
  };
}
