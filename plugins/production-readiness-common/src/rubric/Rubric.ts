import { z } from 'zod';
import { requirementSchema } from './condition';

/** The four levels, lowest first. @public */
export const levels = ['L1', 'L2', 'L3', 'L4'] as const;

/** @public */
export const levelSchema = z.enum(levels);

/** @public */
export type Level = z.infer<typeof levelSchema>;

const id = z
  .string()
  .max(80)
  .regex(/^[a-z][a-z0-9-]*$/, 'use lower-case words with hyphens');

/** How a check is settled, in the order in which the methods are tried. @public */
export const methods = [
  'repository',
  'catalog',
  'live',
  'attestation',
] as const;

/** One statement that a service satisfies or not, at one level. @public */
export const checkSchema = z.strictObject({
  id,
  level: levelSchema,
  area: id,
  title: z.string().min(1).max(120),
  criterion: z.string().min(1).max(1_500),
  rationale: z.string().max(1_500),
  fix: z.strictObject({
    summary: z.string().min(1).max(1_500),
    /** The golden-path block that adds it. */
    block: id.optional(),
    url: z.url().optional(),
  }),
  effort: z.enum(['small', 'medium', 'large']),
  references: z.array(z.url()).max(10).default([]),
  methods: z.array(z.enum(methods)).min(1),
  /** A failing blocker makes every review a no-go. */
  blocker: z.boolean().default(false),
  /** Makes a check a blocker only while it holds, such as while an error budget is spent. */
  blockerWhen: requirementSchema.optional(),
  exemptable: z.boolean().default(true),
  /** Says in words when the check applies; `appliesWhen` says it to the machine. */
  applies: z.string().max(300).default('always'),
  /** Which entities it concerns, as a Backstage filter predicate. */
  entities: z.json().optional(),
  appliesWhen: requirementSchema.optional(),
  /** Absent for a check that only an attestation can settle. */
  passesWhen: requirementSchema.optional(),
  /** How long an attestation of it is good, in days. */
  attestation: z
    .strictObject({
      validDays: z.number().int().min(1).max(366),
      secondPerson: z.boolean().default(false),
      /**
       * Paths whose content it rests on: a change of one voids it. `*` stands for a part of a name, `**` for any
       * folders; relative to the folder of the service, or to the root of the repository with a slash before it.
       */
      watches: z.array(z.string().min(1).max(200)).min(1).max(20).optional(),
    })
    .optional(),
});

/** @public */
export type Check = z.infer<typeof checkSchema>;

/** What the platform provides to every service that meets `when`; gives inherited passes. @public */
export const declarationSchema = z.strictObject({
  id,
  title: z.string().min(1).max(200),
  when: requirementSchema,
  provides: z.array(id).min(1),
  url: z.url().optional(),
});

/** @public */
export type Declaration = z.infer<typeof declarationSchema>;

/** Why a review is held. @public */
export const reviewTriggers = [
  'first-deploy',
  'major-release',
  'quarterly',
  'after-incident',
  'dependency-upgrade',
  'team-handoff',
] as const;

/** @public */
export type ReviewTrigger = (typeof reviewTriggers)[number];

/** What a review of one trigger asks for. @public */
export const reviewTemplateSchema = z.strictObject({
  trigger: z.enum(reviewTriggers),
  title: z.string().min(1).max(120),
  targetLevel: levelSchema,
  /** Days for which a verdict stands. */
  validDays: z.number().int().min(1).max(730),
  /** The roles that sign. */
  signers: z.array(z.enum(['giving', 'receiving'])).min(1),
});

/** @public */
export type ReviewTemplate = z.infer<typeof reviewTemplateSchema>;

/** A complete rubric: levels, areas, checks, declarations and review templates. @public */
export const rubricSchema = z.strictObject({
  name: id,
  version: z.string().regex(/^\d+\.\d+\.\d+$/, 'use a semantic version'),
  title: z.string().min(1).max(120),
  levels: z.record(
    levelSchema,
    z.strictObject({ name: z.string(), summary: z.string() }),
  ),
  areas: z.record(id, z.string()),
  checks: z.array(checkSchema).min(1).max(500),
  declarations: z.array(declarationSchema).max(200).default([]),
  reviews: z.array(reviewTemplateSchema).default([]),
});

/** @public */
export type RubricDocument = z.infer<typeof rubricSchema>;
