import { z } from 'zod';
import { factItemSchema } from './FactItem';

/** The catalog entity that a catalog-info.yaml or the catalog itself declares. @public */
export const entitySchema = factItemSchema.extend({
  kind: z.string(),
  name: z.string(),
  type: z.string().optional(),
  lifecycle: z.string().optional(),
  owner: z.string().optional(),
  system: z.string().optional(),
  tags: z.array(z.string()).default([]),
  annotations: z.record(z.string(), z.string()).default({}),
  links: z
    .array(
      z.object({
        title: z.string().optional(),
        url: z.string(),
        type: z.string().optional(),
      }),
    )
    .default([]),
});

/**
 * Who owns the service. `exists` is set where the catalog could be asked; `coversAll` for a rule that covers the
 * whole tree.
 * @public
 */
export const ownershipSchema = factItemSchema.extend({
  by: z.enum(['catalog', 'catalog-info', 'codeowners']),
  owner: z.string(),
  exists: z.boolean().optional(),
  coversAll: z.boolean(),
});

/** Kinds of documents. A page can be of several kinds: it then stands once per kind. @public */
export const documentKinds = [
  'readme',
  'runbook',
  'postmortem',
  'slo',
  'backup',
  'escalation',
  'rollback',
  'deployment',
  'retention',
  'error-budget',
  'chaos',
  'alerting',
] as const;

/**
 * A page that says something with content. `facets` are what it states: for a readme `description`, `run`; for a
 * runbook `symptoms`, `diagnosis`, `mitigation`; for a backup page `rpo`, `rto`; for a postmortem `timeline`, `cause`,
 * `impact`, `actions`; for an SLO page `availability`, `latency`, `errors`, `target`, `window`; for an escalation page
 * `rotation`, `escalation`, `severity`; for a rollback page `commands`.
 * @public
 */
export const documentSchema = factItemSchema.extend({
  kind: z.enum(documentKinds),
  title: z.string(),
  facets: z.array(z.string()),
  template: z.boolean().default(false),
});

/**
 * Alerts, dashboards, objectives and recording rules.
 * `lookahead`: `predict`, `burn-rate`, `anomaly`, or absent. `covers`: `latency`, `traffic`, `errors`, `saturation`,
 * `availability`.
 * @public
 */
export const observabilitySchema = factItemSchema.extend({
  kind: z.enum(['alert', 'dashboard', 'slo', 'recording-rule']),
  tool: z.string(),
  name: z.string(),
  threshold: z.boolean().default(false),
  severity: z.string().optional(),
  routed: z.boolean().default(false),
  lookahead: z.enum(['predict', 'burn-rate', 'anomaly']).optional(),
  covers: z.array(z.string()).default([]),
  target: z.string().optional(),
  window: z.string().optional(),
  runbook: z.string().optional(),
});

/** What is left of the error budget of an objective, as a live system measured it; `remaining` from 1 down. @public */
export const errorBudgetSchema = factItemSchema.extend({
  slo: z.string(),
  remaining: z.number(),
  spent: z.boolean(),
});

/** Notable files: tools for local work, pipelines, scripts. `kind` is `local-development`, `deploy-script`, … @public */
export const fileSchema = factItemSchema.extend({
  kind: z.enum([
    'local-development',
    'deploy-script',
    'deploy-source',
    'test',
    'other',
  ]),
  tool: z.string(),
});
