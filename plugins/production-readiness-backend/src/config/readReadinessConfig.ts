import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  FilterPredicate,
  readOptionalFilterPredicateFromConfig,
} from '@backstage/filter-predicates';
import { parseReference } from '../catalog/parseReference';
import { Retention } from '../retention/purge';
import { durationToMilliseconds, HumanDuration } from '@backstage/types';

/** The settings under `productionReadiness`. Durations are in milliseconds. */
export interface ReadinessConfig {
  entities: FilterPredicate;
  rubricFiles: string[];
  /** Groups that review every service. */
  reviewers: string[];
  sweep: { every: number; discover: number };
  concurrency: number;
  hostConcurrency: number;
  timeout: number;
  staleAfter: number;
  /** Before the end of a claim, people are reminded of it. */
  remindBefore: number;
  retention: Retention;
}

const defaultEntities: FilterPredicate = {
  kind: 'Component',
  'spec.type': {
    $in: ['service', 'worker', 'backend', 'website', 'api', 'job'],
  },
};

/**
 * Reads `productionReadiness` with its defaults.
 * @throws InputError that names the key of a value that cannot be used
 */
export function readReadinessConfig(root: Config): ReadinessConfig {
  const config = root.getOptionalConfig('productionReadiness');
  const duration = (key: string, fallback: HumanDuration) =>
    durationToMilliseconds(
      config?.has(key) ? readDurationFromConfig(config, { key }) : fallback,
    );
  const count = (key: string, fallback: number) => {
    const value = config?.getOptionalNumber(key) ?? fallback;
    if (Number.isInteger(value) && value >= 1) return value;
    throw new InputError(
      `productionReadiness.${key} must be a whole number of at least 1`,
    );
  };
  return {
    entities:
      (config &&
        readOptionalFilterPredicateFromConfig(config, { key: 'entities' })) ??
      defaultEntities,
    rubricFiles: config?.getOptionalStringArray('rubric.files') ?? [],
    reviewers: (config?.getOptionalStringArray('reviewers') ?? []).map(group =>
      parseReference(group, 'productionReadiness.reviewers', 'group'),
    ),
    sweep: {
      every: duration('sweep.every', { hours: 6 }),
      discover: duration('sweep.discover', { minutes: 1 }),
    },
    concurrency: count('concurrency', 4),
    hostConcurrency: count('hostConcurrency', 20),
    timeout: duration('timeout', { minutes: 5 }),
    staleAfter: duration('staleAfter', { days: 14 }),
    remindBefore: duration('remindBefore', { days: 14 }),
    retention: {
      history: duration('retention.history', { days: 400 }),
      snapshots: duration('retention.snapshots', { days: 30 }),
      archived: duration('retention.archived', { days: 90 }),
    },
  };
}
