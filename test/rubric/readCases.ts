import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

/** Ecosystems that code is written in, and platforms that run or deliver it. */
const grounds = z.enum([
  ...['node', 'python', 'go', 'java', 'dotnet', 'ruby'],
  ...[
    'kubernetes',
    'openshift',
    'helm',
    'kustomize',
    'compose',
    'ecs',
    'cloud-run',
  ],
  ...['knative', 'nais', 'argo-cd', 'flux', 'istio', 'terraform', 'bicep'],
  ...['cloudformation', 'catalog', 'markdown', 'prometheus', 'grafana'],
  ...[
    'skaffold',
    'github-actions',
    'gitlab-ci',
    'jenkins',
    'circleci',
    'azure-pipelines',
  ],
] as [string, ...string[]]);

const caseSchema = z.strictObject({
  name: z.string(),
  on: grounds,
  files: z.record(z.string(), z.string()),
  /** Folder of the service; the whole repository by default. */
  service: z.string().default(''),
  expect: z.enum(['pass', 'fail', 'not-applicable', 'unknown']),
  /** It looks as if it satisfied the check. */
  nearly: z.literal(true).optional(),
  /** Path and line of one piece of the evidence. */
  evidence: z.string().optional(),
  reasonContains: z.string().optional(),
});

const checkSchema = z.strictObject({
  cases: z.array(caseSchema).min(1),
  /** Why its cases stand on fewer than three ecosystems or platforms. */
  fewer: z.string().optional(),
  /** Why no repository satisfies it. */
  neverPasses: z.string().optional(),
});

const fileSchema = z
  .object({ shared: z.unknown().optional() })
  .catchall(checkSchema);

/** A small repository and what a check says of it. */
export type RubricCase = z.infer<typeof caseSchema>;

/** What fixtures/*.yaml say of a check; `shared` holds text that several repositories have. */
export type RubricCases = z.infer<typeof checkSchema>;

/** All cases by the id of their check; a file can add to those of another. */
export function readCases(): ReadonlyMap<string, RubricCases> {
  const folder = join(__dirname, 'fixtures');
  const cases = new Map<string, RubricCases>();
  for (const name of readdirSync(folder).sort()) {
    const text = readFileSync(join(folder, name), 'utf8');
    const { shared: _, ...checks } = fileSchema.parse(
      parse(text, { merge: true, maxAliasCount: -1 }),
    );
    for (const [id, check] of Object.entries(checks)) {
      const known = cases.get(id);
      const all = [...(known?.cases ?? []), ...check.cases];
      cases.set(id, { ...known, ...check, cases: all });
    }
  }
  return cases;
}
