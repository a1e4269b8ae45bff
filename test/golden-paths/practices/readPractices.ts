import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const practiceSchema = z.strictObject({
  id: z.string(),
  means: z.string(),
  in: z
    .enum([
      'node-service',
      'node-worker',
      'python-service',
      'aws-platform',
      'product',
    ])
    .optional(),
  with: z.string().optional(),
  file: z.string().optional(),
  shows: z.array(z.string()).min(1).optional(),
  absent: z.string().optional(),
  checks: z.array(z.string()),
  attested: z.array(z.string()).default([]),
  proof: z.array(z.string()),
});

const testSchema = z.strictObject({ file: z.string(), says: z.string() });

const fileSchema = z
  .object({
    variants: z.record(z.string(), z.record(z.string(), z.unknown())),
    tests: z.record(z.string(), testSchema),
  })
  .catchall(z.array(practiceSchema));

/** A practice that golden paths are held to. */
export type Practice = z.infer<typeof practiceSchema>;

/** What practices.yaml says. */
export interface Practices {
  variants: Record<string, Record<string, unknown>>;
  tests: Record<string, { file: string; says: string }>;
  areas: Record<string, Practice[]>;
}

/** Reads practices.yaml; it says itself what its keys mean. */
export function readPractices(): Practices {
  const text = readFileSync(join(__dirname, 'practices.yaml'), 'utf8');
  const { variants, tests, ...areas } = fileSchema.parse(parse(text));
  return { variants, tests, areas: areas as Record<string, Practice[]> };
}
