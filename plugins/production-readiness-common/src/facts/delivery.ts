import { z } from 'zod';
import { factItemSchema } from './FactItem';

/** @public */
export const pipelineSystems = [
  'github-actions',
  'gitlab-ci',
  'jenkins',
  'circleci',
  'azure-pipelines',
  'other',
] as const;

/** What a step of a pipeline does; a step can do several of them. @public */
export const stepPurposes = [
  'build',
  'test',
  'lint',
  'scan',
  'sbom',
  'sign',
  'provenance',
  'push',
  'deploy',
  'smoke',
  'rollback',
  'migrate',
  'backup',
] as const;

/**
 * One step of a pipeline that serves a known purpose. `triggers` are normalised: `pull-request`, `push`, `tag`,
 * `schedule`, `manual`, `workflow`, `release`. `gated`: it runs only after another environment, an approval or in a
 * protected environment.
 * @public
 */
export const pipelineSchema = factItemSchema.extend({
  system: z.enum(pipelineSystems),
  pipeline: z.string(),
  job: z.string(),
  name: z.string(),
  purposes: z.array(z.enum(stepPurposes)),
  triggers: z.array(z.string()),
  environment: z.string().optional(),
  production: z.boolean().default(false),
  gated: z.boolean().default(false),
  tool: z.string().optional(),
});

/** A third-party action, image or include that a pipeline runs. @public */
export const pipelineReferenceSchema = factItemSchema.extend({
  system: z.enum(pipelineSystems),
  kind: z.enum(['action', 'image', 'include']),
  reference: z.string(),
  pinned: z.boolean(),
  thirdParty: z.boolean(),
});

/** Infrastructure as code: resources, their state backend, and state files that were committed. @public */
export const infrastructureSchema = factItemSchema.extend({
  tool: z.string(),
  kind: z.enum([
    'database',
    'bucket',
    'queue',
    'cache',
    'cluster',
    'state-backend',
    'state-file',
    'alarm',
    'backup',
    'autoscaling',
    'secret',
    'slo',
    'other',
  ]),
  resource: z.string(),
  name: z.string(),
  backupRetentionDays: z.number().optional(),
  remote: z.boolean().optional(),
  locked: z.boolean().optional(),
  facets: z.array(z.string()).default([]),
});

/** A manifest that declares dependencies. @public */
export const manifestSchema = factItemSchema.extend({
  ecosystem: z.string(),
  dependencies: z.number().int(),
  locked: z.boolean(),
  lock: z.string().optional(),
});

/**
 * A dependency that a manifest declares, as the ecosystem writes it: `@acme/telemetry`, `group:artifact`,
 * `example.org/module`; `parent:` and `plugin:` stand before those of Maven, `sdk:` before that of a .NET project.
 * `version` is the range that is asked for, as written.
 * @public
 */
export const dependencySchema = factItemSchema.extend({
  ecosystem: z.string(),
  name: z.string(),
  version: z.string().optional(),
  development: z.boolean(),
});

/** A tool that updates dependencies. `covers`: the service's ecosystem is among what it updates. @public */
export const updaterSchema = factItemSchema.extend({
  tool: z.string(),
  ecosystems: z.array(z.string()),
  covers: z.boolean(),
});
