import { randomInt } from 'node:crypto';
import { z } from 'zod';

const pullRequest = z.object({
  number: z.number().int(),
  title: z.string(),
  body: z.string().nullable(),
  state: z.enum(['open', 'closed']),
  draft: z.boolean(),
  head: z.string(),
  base: z.string(),
  /** Last seen tips; what a closed pull request is shown with. */
  headSha: z.string(),
  baseSha: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
  closedAt: z.string().optional(),
  mergedAt: z.string().optional(),
  mergeCommitSha: z.string().optional(),
  labels: z.array(z.string()),
  assignees: z.array(z.string()),
  reviewers: z.array(z.string()),
  teamReviewers: z.array(z.string()),
});

const hook = z.object({
  id: z.number().int(),
  url: z.string(),
  contentType: z.enum(['json', 'form']),
  secret: z.string().optional(),
  events: z.array(z.string()),
  active: z.boolean(),
  createdAt: z.string(),
  updatedAt: z.string(),
});

const settings = z.object({
  hasIssues: z.boolean(),
  hasProjects: z.boolean(),
  hasWiki: z.boolean(),
  allowMergeCommit: z.boolean(),
  allowSquashMerge: z.boolean(),
  allowRebaseMerge: z.boolean(),
  allowAutoMerge: z.boolean(),
  allowUpdateBranch: z.boolean(),
  deleteBranchOnMerge: z.boolean(),
  squashMergeCommitTitle: z.string(),
  squashMergeCommitMessage: z.string(),
});

/** What the forge knows about a repository beside what Git stores. */
export const repositoryStateSchema = z.object({
  id: z.number().int(),
  owner: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  homepage: z.string().nullable(),
  visibility: z.enum(['public', 'private', 'internal']),
  archived: z.boolean(),
  createdAt: z.string(),
  updatedAt: z.string(),
  pushedAt: z.string(),
  settings,
  topics: z.array(z.string()),
  customProperties: z.record(z.string(), z.unknown()),
  /** Permission by user, and by team slug. */
  collaborators: z.record(z.string(), z.string()),
  teams: z.record(z.string(), z.string()),
  /** Branch protection by branch, as it was sent. Stored and shown, not enforced. */
  protections: z.record(z.string(), z.record(z.string(), z.unknown())),
  variables: z.record(z.string(), z.string()),
  /** Names only: the forge throws the values away. */
  secrets: z.array(z.string()),
  environments: z.record(z.string(), z.record(z.string(), z.unknown())),
  hooks: z.array(hook),
  pulls: z.array(pullRequest),
  /** Of a repository that was made by GitLab's API. */
  gitlab: z
    .object({
      /** Address under which the client knows the forge. */
      origin: z.string(),
      /** As they were sent. Stored and shown, not enforced. */
      settings: z.record(z.string(), z.unknown()),
      /** Whether somebody took the protection away that GitLab gives every default branch. */
      isDefaultUnprotected: z.boolean(),
    })
    .optional(),
});

/** What the forge knows about a repository beside what Git stores. */
export type RepositoryState = z.infer<typeof repositoryStateSchema>;
/** A pull request of a repository, from and to branches of that repository. */
export type PullRequest = z.infer<typeof pullRequest>;
/** A webhook of one repository. */
export type Hook = z.infer<typeof hook>;
/** Features and merge rules of a repository. */
export type RepositorySettings = z.infer<typeof settings>;

/** What may be said about a repository when it is created. */
export type NewRepository = Pick<RepositoryState, 'owner' | 'name'> &
  Partial<
    Pick<
      RepositoryState,
      | 'description'
      | 'homepage'
      | 'visibility'
      | 'topics'
      | 'customProperties'
      | 'gitlab'
    >
  > & {
    settings?: Partial<RepositorySettings>;
  };

/** The state of a repository that was just created, with GitHub's defaults. */
export function createRepositoryState(
  repository: NewRepository,
): RepositoryState {
  const now = new Date().toISOString();
  return {
    id: randomInt(1, 2 ** 31),
    owner: repository.owner,
    name: repository.name,
    description: repository.description ?? null,
    homepage: repository.homepage ?? null,
    visibility: repository.visibility ?? 'public',
    archived: false,
    createdAt: now,
    updatedAt: now,
    pushedAt: now,
    settings: {
      hasIssues: true,
      hasProjects: true,
      hasWiki: true,
      allowMergeCommit: true,
      allowSquashMerge: true,
      allowRebaseMerge: true,
      allowAutoMerge: false,
      allowUpdateBranch: false,
      deleteBranchOnMerge: false,
      squashMergeCommitTitle: 'COMMIT_OR_PR_TITLE',
      squashMergeCommitMessage: 'COMMIT_MESSAGES',
      ...repository.settings,
    },
    topics: repository.topics ?? [],
    customProperties: repository.customProperties ?? {},
    collaborators: {},
    teams: {},
    protections: {},
    variables: {},
    secrets: [],
    environments: {},
    hooks: [],
    pulls: [],
    ...(repository.gitlab && { gitlab: repository.gitlab }),
  };
}
