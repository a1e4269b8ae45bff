import { z } from 'zod';

const record = z
  .record(z.string(), z.string())
  .nullish()
  .transform(value => value ?? {});

/** `data` of `/api/v1/rules`; https://prometheus.io/docs/prometheus/latest/querying/api/#rules */
export const rulesSchema = z.object({
  groups: z.array(
    z.object({
      rules: z.array(
        z.object({
          type: z.enum(['alerting', 'recording']),
          name: z.string(),
          query: z.string(),
          health: z.string().optional(),
          labels: record,
          annotations: record,
        }),
      ),
    }),
  ),
});

const sample = z.tuple([z.number(), z.string()]);

/** `data` of `/api/v1/query`, for the results that are numbers. */
export const querySchema = z.discriminatedUnion('resultType', [
  z.object({
    resultType: z.literal('vector'),
    result: z.array(z.object({ metric: record, value: sample })),
  }),
  z.object({ resultType: z.literal('scalar'), result: sample }),
]);
