import { z } from 'zod';
import { factItemSchema } from './FactItem';

/** Where a service runs. `procfile` stands for all platforms that take a list of processes. @public */
export const deployPlatforms = [
  'kubernetes',
  'compose',
  'ecs',
  'cloud-run',
  'knative',
  'nais',
  'app-engine',
  'procfile',
  'other',
] as const;

const probe = z.object({
  kind: z.enum(['http', 'tcp', 'exec', 'grpc', 'other']),
  path: z.string().optional(),
  initialDelaySeconds: z.number().optional(),
});

const resources = z.object({
  cpu: z.string().optional(),
  memory: z.string().optional(),
});

/**
 * A long-running or one-off workload of a deploy source.
 * `role`: `service` for what this repository ships, `job` for Jobs and CronJobs, `dependency` for an off-the-shelf
 * database, cache or broker that the manifests start beside it.
 * `strategy` is the platform's own word (`RollingUpdate`, `Recreate`, `Canary`, `BlueGreen`); `maxUnavailable` is
 * as written (`0`, `25%`). `production` is false for what only serves local work.
 * @public
 */
export const workloadSchema = factItemSchema.extend({
  name: z.string(),
  kind: z.string(),
  platform: z.enum(deployPlatforms),
  role: z.enum(['service', 'job', 'dependency']),
  production: z.boolean(),
  replicas: z.number().optional(),
  strategy: z.string().optional(),
  maxUnavailable: z.string().optional(),
  maxSurge: z.string().optional(),
  /** Its name says that it deletes what is too old. */
  purges: z.boolean().default(false),
  annotations: z.record(z.string(), z.string()).default({}),
});

/** One container of a workload. Values of environment variables are never kept, only where they come from. @public */
export const containerSchema = factItemSchema.extend({
  name: z.string(),
  workload: z.string(),
  kind: z.string(),
  platform: z.enum(deployPlatforms),
  role: z.enum(['service', 'init', 'sidecar', 'job', 'dependency']),
  production: z.boolean(),
  image: z.string().optional(),
  listens: z.boolean(),
  livenessProbe: probe.optional(),
  readinessProbe: probe.optional(),
  startupProbe: probe.optional(),
  requests: resources.default({}),
  limits: resources.default({}),
  runAsNonRoot: z.boolean().optional(),
  runAsUser: z.number().optional(),
  allowPrivilegeEscalation: z.boolean().optional(),
  readOnlyRootFilesystem: z.boolean().optional(),
  dropsAllCapabilities: z.boolean().default(false),
  preStop: z.boolean().default(false),
  gracePeriodSeconds: z.number().optional(),
  /** Variables that come from a secret; `name/*` for all that a secret holds. */
  secretEnvironment: z.array(z.string()).default([]),
  /** Those of them whose secret stands in clear in the repository. */
  clearEnvironment: z.array(z.string()).default([]),
  /** The structured format of logs that it is told to write, such as `json` or `logfmt`. */
  logFormat: z.string().optional(),
});

/**
 * What the platform does for a workload, one item per resource.
 * `selectsService`: it applies to a workload of role `service`. `enabled` is false where its switch is off.
 * `automated`: it acts without a person (automated sync of a GitOps application).
 * @public
 */
export const platformSchema = factItemSchema.extend({
  kind: z.enum([
    'autoscaler',
    'disruption-budget',
    'network-policy',
    'ingress',
    'mesh-policy',
    'secret-store',
    'gitops',
    'progressive-delivery',
    'backup',
    'chaos-experiment',
    'quota',
    'service-monitor',
    'chart-dependency',
  ]),
  resource: z.string(),
  name: z.string(),
  version: z.string().optional(),
  selectsService: z.boolean(),
  enabled: z.boolean().default(true),
  automated: z.boolean().default(false),
  /** The bounds of an autoscaler. */
  minReplicas: z.number().optional(),
  maxReplicas: z.number().optional(),
  /** retry, outlier-detection, connection-pool, rate-limit, fault-injection, timeout, analysis, traffic-split, … */
  facets: z.array(z.string()).default([]),
});

/** An image definition: one item per Dockerfile, or per build-tool image builder (`builder` set). @public */
export const imageSchema = factItemSchema.extend({
  path: z.string(),
  production: z.boolean(),
  builder: z.string().optional(),
  /** The image of others that it only adds settings or pages to, beside the one that the service runs in. */
  configures: z.string().optional(),
  stages: z.number().int(),
  separateRuntime: z.boolean(),
  user: z.string().optional(),
  nonRoot: z.boolean(),
  healthcheck: z.boolean(),
});

/**
 * A reference to an image, from a FROM line or from a deploy source. `mutable` is true for `latest` or no tag;
 * `filledByPipeline` where the tag is a value that the pipeline sets.
 * @public
 */
export const imageReferenceSchema = factItemSchema.extend({
  image: z.string(),
  tag: z.string().optional(),
  digest: z.string().optional(),
  from: z.enum(['build', 'deploy']),
  production: z.boolean(),
  mutable: z.boolean(),
  filledByPipeline: z.boolean().default(false),
});
