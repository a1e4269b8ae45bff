import { z } from 'zod';
import { factItemSchema } from './FactItem';

/** Capabilities that production code or its configuration can have. @public */
export const capabilities = [
  'health-endpoint',
  'health-dependencies',
  'graceful-shutdown',
  'logging',
  'structured-logging',
  'metrics',
  'tracing',
  'error-handling',
  'timeout',
  'retry',
  'circuit-breaker',
  'rate-limit',
  'bulkhead',
  'external-config',
  'dynamic-config',
  'secret-store',
  'unit-test',
  'test-command',
  'chaos-test',
  'migration-tool',
  'retention',
  'backup',
  'outbound-client',
] as const;

/**
 * A capability that is really used: declared and imported, configured, or built as a construct, in production code
 * that is reachable. `by` tells how; `name` is the library, framework feature or construct. `facets` say more: `backoff`
 * and `jitter` of a retry; `timeout` or `no-timeout` of an outbound client that is built or called.
 * @public
 */
export const codeSchema = factItemSchema.extend({
  capability: z.enum(capabilities),
  by: z.enum(['library', 'framework', 'construct', 'configuration', 'agent']),
  name: z.string(),
  ecosystem: z.string(),
  facets: z.array(z.string()).default([]),
});

/** What kind of service it is; decides which checks apply. @public */
export const traits = [
  'accepts-requests',
  'outbound-calls',
  'backing-dependency',
  'persistent-data',
  'relational-schema',
  'owns-infrastructure',
  'uses-secrets',
] as const;

/** @public */
export const traitSchema = factItemSchema.extend({
  trait: z.enum(traits),
  reason: z.string(),
});

/**
 * Something that looks like a credential. The value is never kept.
 * `excused`: a placeholder, or a development default in a compose or test file. The rule `searched` stands for a place
 * where credentials usually stand and none was found; it is excused too.
 * @public
 */
export const secretSchema = factItemSchema.extend({
  rule: z.string(),
  name: z.string(),
  excused: z.boolean(),
  reason: z.string().optional(),
});

/** A schema migration. `destructive`: it drops or renames what the release before may still use. @public */
export const migrationSchema = factItemSchema.extend({
  tool: z.string(),
  name: z.string(),
  down: z.boolean(),
  destructive: z.boolean(),
});
