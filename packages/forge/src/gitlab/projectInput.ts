import { z } from 'zod';

/** Settings that GitLab keeps and the forge shows again, without acting on them. */
const settings = z.object({
  auto_devops_enabled: z.boolean(),
  ci_config_path: z.string().max(255),
  merge_method: z.enum(['merge', 'rebase_merge', 'ff']),
  squash_option: z.enum(['default_off', 'default_on', 'never', 'always']),
  only_allow_merge_if_all_discussions_are_resolved: z.boolean(),
  only_allow_merge_if_pipeline_succeeds: z.boolean(),
  allow_merge_on_skipped_pipeline: z.boolean(),
  remove_source_branch_after_merge: z.boolean(),
});

const known = z.object({
  description: z.string().max(2000).nullish(),
  visibility: z.enum(['private', 'internal', 'public']).optional(),
  topics: z.array(z.string().max(255)).max(100).optional(),
});

/** What GitLab's API accepts for a new project, as far as the forge keeps it. */
export const newProject = z.object({
  ...known.shape,
  ...settings.partial().shape,
  name: z.string().max(255).optional(),
  path: z.string().max(255).optional(),
  namespace_id: z.union([z.number(), z.string()]).optional(),
});

/** What GitLab's API accepts for a change of a project, as far as the forge keeps it. */
export const changedProject = z.object({
  ...known.shape,
  ...settings.partial().shape,
});

/** The settings among the fields of a project. */
export function settingsOf(input: object): Record<string, unknown> {
  return settings.partial().parse(input);
}
