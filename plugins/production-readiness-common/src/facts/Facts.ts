import { z } from 'zod';
import { codeSchema, migrationSchema, secretSchema, traitSchema } from './code';
import {
  dependencySchema,
  infrastructureSchema,
  manifestSchema,
  pipelineReferenceSchema,
  pipelineSchema,
  updaterSchema,
} from './delivery';
import {
  containerSchema,
  imageReferenceSchema,
  imageSchema,
  platformSchema,
  workloadSchema,
} from './deployment';
import {
  documentSchema,
  entitySchema,
  errorBudgetSchema,
  fileSchema,
  observabilitySchema,
  ownershipSchema,
} from './knowledge';
import { factItemSchema } from './FactItem';
import { sourceSchema } from './Source';

/** The built-in collections and the shape of their items. A collector may add collections of its own. @public */
export const collectionSchemas = {
  files: fileSchema,
  entity: entitySchema,
  ownership: ownershipSchema,
  docs: documentSchema,
  images: imageSchema,
  imageReferences: imageReferenceSchema,
  workloads: workloadSchema,
  containers: containerSchema,
  platform: platformSchema,
  pipelines: pipelineSchema,
  pipelineReferences: pipelineReferenceSchema,
  observability: observabilitySchema,
  errorBudgets: errorBudgetSchema,
  infrastructure: infrastructureSchema,
  manifests: manifestSchema,
  dependencies: dependencySchema,
  updaters: updaterSchema,
  code: codeSchema,
  traits: traitSchema,
  secrets: secretSchema,
  migrations: migrationSchema,
} as const;

/** @public */
export type CollectionName = keyof typeof collectionSchemas;

/** The items of a built-in collection, as a collector writes them. @public */
export type FactOf<C extends CollectionName> = z.infer<
  (typeof collectionSchemas)[C]
>;

/**
 * Something that could not be observed: a limit that was reached, a document that could not be parsed, a remote
 * base that is not in the repository. Checks that would otherwise fail for want of facts in `collection` become
 * `unknown` and give this reason.
 * `hides`: what is known of the items that may be missing, one entry for each sort of them with the fields that are
 * certain. Checks that ask for none of them are not concerned. Without it anything may be missing.
 * @public
 */
export const factGapSchema = z.object({
  collection: z.string(),
  reason: z.string(),
  source: sourceSchema.optional(),
  hides: z.array(z.record(z.string(), z.unknown())).max(100).optional(),
});

/** @public */
export type FactGap = z.infer<typeof factGapSchema>;

/**
 * Everything observed about one service, normalised. Plain JSON, so that it can be stored and evaluated anywhere.
 * @public
 */
export const factsSchema = z.object({
  /** The commit that the repository facts were read at, where it is known. */
  commit: z.string().optional(),
  collections: z.record(z.string(), z.array(factItemSchema.loose())),
  gaps: z.array(factGapSchema),
});

/** @public */
export type Facts = z.infer<typeof factsSchema>;
