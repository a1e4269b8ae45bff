import { z } from 'zod';

const name = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);
const variables = z.record(z.string().regex(/^[A-Z][A-Z0-9_]*$/), z.string());

const step = z
  .strictObject({
    /** What the step does, where the command does not say it. */
    name: z.string().optional(),
    why: z.string().optional(),
    id: name.optional(),
    /** A command, for every platform the same. */
    run: z.string().optional(),
    /** A step that each platform does in its own way. */
    uses: name.optional(),
    /** Runs when a step after the one named here has failed. */
    undoes: name.optional(),
  })
  .refine(({ run, uses }) => (run === undefined) !== (uses === undefined), {
    message: 'has either "run" or "uses"',
  });

const job = z.strictObject({
  stage: name,
  why: z.string().optional(),
  /** Runs for a change of the documentation, too. */
  always: z.boolean().default(false),
  needs: z.array(name).default([]),
  /** `main`: only for what has been merged. */
  only: z.literal('main').optional(),
  /** A condition of the platform under which the job does not run. */
  except: name.optional(),
  minutes: z.number().int().min(1).max(360),
  /** Version of the service's language, or `matrix`. */
  toolchain: z.string().optional(),
  /** What the commands need instead. */
  tool: name.optional(),
  /** The versions of the language that the job runs on. */
  matrix: z.array(z.string()).min(1).optional(),
  services: z
    .record(
      name,
      z.strictObject({
        image: z.string(),
        port: z.number().int(),
        variables: variables.default({}),
        /** A command inside the container that succeeds once it can be used. */
        healthy: z.string(),
      }),
    )
    .default({}),
  /** `{service}` in a value is the host of that service. */
  variables: variables.default({}),
  environment: z
    .strictObject({
      name,
      url: z.string().optional(),
      approval: z.boolean(),
    })
    .optional(),
  /** Jobs of one name run one after the other, in all pipelines. */
  exclusive: name.optional(),
  /** What the job may do beyond reading the repository. */
  permissions: z.array(name).default([]),
  /** A variable that the job hands on. */
  output: z.string().optional(),
  /** A variable that another job hands on. */
  input: z.strictObject({ job: name, name: z.string() }).optional(),
  artifacts: z
    .strictObject({
      name,
      paths: z.array(z.string()).min(1),
      days: z.number().int().min(1),
    })
    .optional(),
  steps: z.array(step).min(1),
});

/** The schema of a block's pipeline.yaml, once it is rendered. */
export const pipelineModelSchema = z
  .strictObject({
    branch: z.string(),
    /** Tags that make a version. */
    versions: z.string(),
    /** Paths whose change alone starts nothing but what runs always. */
    ignore: z.array(z.string()),
    schedule: z.strictObject({ why: z.string(), cron: z.string() }),
    /** A label of changes that matters to a condition of the platform. */
    label: z.string().optional(),
    stages: z.array(name).min(1),
    jobs: z.record(name, job),
  })
  .superRefine(({ stages, jobs }, context) => {
    const seen = new Set<string>();
    for (const [id, each] of Object.entries(jobs)) {
      const unknown = [...each.needs, each.input?.job ?? id].filter(
        other => other !== id && !seen.has(other),
      );
      if (unknown.length > 0 || !stages.includes(each.stage)) {
        context.addIssue({
          code: 'custom',
          path: ['jobs', id],
          message: `needs a stage and jobs that stand before it: ${[
            each.stage,
            ...unknown,
          ].join(', ')}`,
        });
      }
      seen.add(id);
    }
  });

/** A pipeline, whatever runs it. */
export type PipelineModel = z.infer<typeof pipelineModelSchema>;
/** A job of a pipeline. */
export type PipelineJob = PipelineModel['jobs'][string];
/** A step of a job. */
export type PipelineStep = PipelineJob['steps'][number];
