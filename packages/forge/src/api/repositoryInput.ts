import { z } from 'zod';
import { isRefName } from '../git/refNames';
import {
  NewRepository,
  RepositorySettings,
  RepositoryState,
} from '../repositories/RepositoryState';

const text = (maximum: number) => z.string().max(maximum).nullish();

/** What GitHub's API accepts about a repository, as far as the forge keeps it. */
export const repositoryInput = z.object({
  name: z.string(),
  description: text(350),
  homepage: text(2048),
  private: z.boolean().optional(),
  visibility: z.enum(['public', 'private', 'internal']).optional(),
  auto_init: z.boolean().nullish(),
  archived: z.boolean().optional(),
  default_branch: z
    .string()
    .refine(isRefName, 'is not a branch name')
    .optional(),
  custom_properties: z.record(z.string(), z.unknown()).nullish(),
  has_issues: z.boolean().nullish(),
  has_projects: z.boolean().nullish(),
  has_wiki: z.boolean().nullish(),
  allow_merge_commit: z.boolean().nullish(),
  allow_squash_merge: z.boolean().nullish(),
  allow_rebase_merge: z.boolean().nullish(),
  allow_auto_merge: z.boolean().nullish(),
  allow_update_branch: z.boolean().nullish(),
  delete_branch_on_merge: z.boolean().nullish(),
  squash_merge_commit_title: z.string().max(50).nullish(),
  squash_merge_commit_message: z.string().max(50).nullish(),
});

/** What GitHub's API accepts about a repository, as far as the forge keeps it. */
export type RepositoryInput = z.infer<typeof repositoryInput>;

/** The repository that a request asks for. */
export function toNewRepository(
  owner: string,
  input: RepositoryInput,
): NewRepository {
  return {
    owner,
    name: input.name,
    description: input.description,
    homepage: input.homepage,
    visibility: visibilityOf(input),
    customProperties: input.custom_properties ?? undefined,
    settings: settingsOf(input),
  };
}

/** Changes the state of a repository as a request asks. */
export function applyRepositoryInput(
  state: RepositoryState,
  input: Partial<RepositoryInput>,
): void {
  if (input.description !== undefined) state.description = input.description;
  if (input.homepage !== undefined) state.homepage = input.homepage;
  if (input.archived !== undefined) state.archived = input.archived;
  state.visibility = visibilityOf(input) ?? state.visibility;
  Object.assign(state.settings, settingsOf(input));
}

function visibilityOf(
  input: Partial<RepositoryInput>,
): RepositoryState['visibility'] | undefined {
  if (input.visibility) return input.visibility;
  if (input.private === undefined) return undefined;
  return input.private ? 'private' : 'public';
}

function settingsOf(
  input: Partial<RepositoryInput>,
): Partial<RepositorySettings> {
  const settings: Record<
    keyof RepositorySettings,
    boolean | string | null | undefined
  > = {
    hasIssues: input.has_issues,
    hasProjects: input.has_projects,
    hasWiki: input.has_wiki,
    allowMergeCommit: input.allow_merge_commit,
    allowSquashMerge: input.allow_squash_merge,
    allowRebaseMerge: input.allow_rebase_merge,
    allowAutoMerge: input.allow_auto_merge,
    allowUpdateBranch: input.allow_update_branch,
    deleteBranchOnMerge: input.delete_branch_on_merge,
    squashMergeCommitTitle: input.squash_merge_commit_title,
    squashMergeCommitMessage: input.squash_merge_commit_message,
  };
  return Object.fromEntries(
    Object.entries(settings).filter(
      ([, value]) => value !== undefined && value !== null,
    ),
  );
}
