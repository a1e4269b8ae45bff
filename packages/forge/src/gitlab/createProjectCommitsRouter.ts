import { NotFoundError } from '@backstage/errors';
import Router from 'express-promise-router';
import { z } from 'zod';
import type { ForgeContext } from '../ForgeContext';
import { isFilePath } from '../git/filePaths';
import { readCommit, readCommits } from '../git/readCommits';
import { readTreeEntry } from '../git/readTree';
import { isRefName, ZERO_ID } from '../git/refNames';
import { resolveRef } from '../git/resolveRef';
import { writeCommit } from '../git/writeCommit';
import { TreeChange, writeBlob, writeTree } from '../git/writeTree';
import { TOKEN_USER } from '../present/presentOwner';
import { Repository } from '../repositories/RepositoryStore';
import { GitlabError } from './GitlabError';
import { originOf, parseGitlab, projectOf, queryText } from './gitlabRequest';
import { presentGitlabCommit } from './presentGitlabCommit';

/** GitLab shows no more commits of a comparison. */
const MAXIMUM_COMMITS = 100;
const action = z.object({
  action: z.enum(['create', 'update', 'delete', 'chmod']),
  file_path: z.string().refine(isFilePath, 'is invalid'),
  content: z.string().optional(),
  encoding: z.enum(['text', 'base64']).default('text'),
  execute_filemode: z.boolean().optional(),
});
const newCommit = z.object({
  branch: z.string().refine(isRefName, 'is invalid'),
  start_branch: z.string().max(250).optional(),
  commit_message: z.string().min(1).max(65_536),
  author_name: z.string().max(255).optional(),
  author_email: z.string().max(255).optional(),
  actions: z.array(action).max(10_000),
});
type Action = z.infer<typeof action>;

/** Commits of many files at once, and what one branch has beside another. */
export function createProjectCommitsRouter({ git, store, refs }: ForgeContext) {
  const router = Router();

  router.post(
    '/projects/:project/repository/commits',
    async (request, response) => {
      const repository = await projectOf(store, request);
      const { gitDir } = repository;
      const input = parseGitlab(newCommit, request.body);
      const commit = await refs.change(repository, TOKEN_USER, async () => {
        const ref = `refs/heads/${input.branch}`;
        const tip = await resolveRef(git, gitDir, ref);
        const start = input.start_branch ?? input.branch;
        const parent =
          tip ?? (await resolveRef(git, gitDir, `refs/heads/${start}`));
        if (!parent || (tip && input.start_branch)) {
          throw new GitlabError(
            400,
            tip
              ? `A branch called '${input.branch}' already exists. Switch to that branch in order to make changes`
              : 'You can only create or edit files when you are on a branch',
          );
        }
        const changes: TreeChange[] = [];
        for (const each of input.actions) {
          changes.push(await changeOf(repository, parent, each));
        }
        const after = await writeCommit(git, gitDir, {
          tree: await writeTree(git, gitDir, parent, changes),
          parents: [parent],
          message: input.commit_message,
          author: { name: input.author_name, email: input.author_email },
        });
        await refs.moveRef(repository, { ref, before: tip ?? ZERO_ID, after });
        return readCommit(git, gitDir, after);
      });
      response
        .status(201)
        .json(presentGitlabCommit(originOf(request), repository, commit));
    },
  );

  router.get(
    '/projects/:project/repository/compare',
    async (request, response) => {
      const repository = await projectOf(store, request);
      const { gitDir } = repository;
      const [from, to] = await Promise.all(
        ['from', 'to'].map(key =>
          resolveRef(git, gitDir, queryText(request, key)),
        ),
      );
      if (!from || !to) throw new NotFoundError('404 Ref Not Found');
      const commits = await readCommits(git, gitDir, [to, `^${from}`], {
        limit: MAXIMUM_COMMITS,
      });
      const origin = originOf(request);
      response.json({
        commits: commits
          .reverse()
          .map(each => presentGitlabCommit(origin, repository, each)),
        compare_same_ref: from === to,
      });
    },
  );

  /** What an action does to the tree of a commit; as on GitLab, only what is not there is created. */
  async function changeOf(
    { gitDir }: Repository,
    parent: string,
    { action: kind, file_path: path, ...given }: Action,
  ): Promise<TreeChange> {
    const old = await readTreeEntry(git, gitDir, parent, path);
    if (kind === 'create' && old) {
      throw new GitlabError(400, 'A file with this name already exists');
    }
    if (kind !== 'create' && old?.type !== 'blob') {
      throw new GitlabError(400, "A file with this name doesn't exist");
    }
    const executable = given.execute_filemode ?? old?.mode === '100755';
    const mode = executable ? '100755' : '100644';
    if (kind === 'delete') return { path, mode, sha: undefined };
    if (kind === 'chmod') return { path, mode, sha: old?.sha };
    const content = Buffer.from(
      given.content ?? '',
      given.encoding === 'base64' ? 'base64' : 'utf8',
    );
    return { path, mode, sha: await writeBlob(git, gitDir, content) };
  }

  return router;
}
