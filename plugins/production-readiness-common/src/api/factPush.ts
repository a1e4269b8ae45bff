import { z } from 'zod';
import { collectionSchemas, factGapSchema, factItemSchema } from '../facts';

const items = z.array(factItemSchema.loose()).max(1_000);

/**
 * What a pipeline reports about a service: the result of a scan, a restore drill, test coverage. It takes the place of
 * what the same `origin` reported before, and counts until `validForDays` have passed. Items of built-in collections
 * have their shape; other collections are the reporter's own.
 * @public
 */
export const factPushSchema = z
  .strictObject({
    origin: z.string().regex(/^[a-z][a-z0-9-]{0,79}$/, {
      message: 'use lower-case words with hyphens',
    }),
    validForDays: z.number().min(0.01).max(366),
    collections: z.record(
      z.string().regex(/^[a-zA-Z][a-zA-Z0-9]{0,59}$/),
      items,
    ),
    gaps: z.array(factGapSchema).max(100).default([]),
  })
  .superRefine(({ collections }, context) => {
    for (const [name, schema] of Object.entries(collectionSchemas)) {
      (collections[name] ?? []).forEach((item, index) => {
        for (const issue of schema.safeParse(item).error?.issues ?? []) {
          context.addIssue({
            code: 'custom',
            path: ['collections', name, index, ...issue.path],
            message: issue.message,
          });
        }
      });
    }
  });

/** @public */
export type FactPush = z.infer<typeof factPushSchema>;

/** Until when reported facts count; ISO 8601. @public */
export const factPushResponseSchema = z.object({ expiresAt: z.string() });

/** @public */
export type FactPushResponse = z.infer<typeof factPushResponseSchema>;
