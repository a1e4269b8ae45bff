import {
  declarationSchema,
  parseRubricFile,
  RubricFile,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { z } from 'zod';

const relativePath = z
  .string()
  .min(1)
  .max(500)
  .refine(
    path => !path.startsWith('/') && !path.split(/[/\\]/).includes('..'),
    'is relative to the root of the repository and stays inside it',
  );

/** `.readiness.yaml`: what a repository says about how its service is checked. */
export const readinessFileSchema = z.strictObject({
  /** Folder of the service. */
  service: relativePath.optional(),
  /** The name by which images, workloads and charts refer to the service. */
  name: z.string().min(1).max(200).optional(),
  /** Folders elsewhere in the repository that deploy this service although nothing in them names it. */
  deploySources: z.array(relativePath).max(50).default([]),
  /** Rubric files, each applied to what the ones before it give. */
  rubric: z
    .union([relativePath, z.array(relativePath).min(1).max(20)])
    .transform(files => (Array.isArray(files) ? files : [files]))
    .optional(),
  /** What the platform provides to this service. */
  declarations: z.array(declarationSchema).max(200).default([]),
});

export type ReadinessFile = z.infer<typeof readinessFileSchema>;

/** @throws RubricError that names file, line and key of everything that is wrong */
export function parseReadinessFile(
  text: string,
  file: string,
): RubricFile<ReadinessFile> {
  return parseRubricFile(text, file, readinessFileSchema);
}
