import { Entity } from '@backstage/catalog-model';
import { toError } from '@backstage/errors';
import {
  FactGap,
  FactOf,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import {
  CollectedFacts,
  FactOrigin,
  prometheusRuleFact,
} from '@goldenpath/backstage-plugin-production-readiness-node';
import { PrometheusServerConfig } from './config/PrometheusServerConfig';
import { errorBudgetFacts } from './facts/errorBudgetFacts';
import { fillQuery } from './facts/fillQuery';
import { labelsOf, ServiceLabels } from './facts/labels';
import { queryUrl } from './facts/queryUrl';
import { PrometheusError } from './server/PrometheusError';
import { PrometheusServer } from './server/PrometheusServer';
import { RememberedRules } from './server/RememberedRules';

/** Names the servers that know a service, with commas between; without it all do. */
export const serversAnnotation = 'goldenpath.dev/prometheus-servers';

const collections = ['observability', 'errorBudgets'] as const;

/** A Prometheus server as an origin of facts: the rules and error budgets of a service. */
export function createPrometheusOrigin(
  config: PrometheusServerConfig,
): FactOrigin {
  const { name, labels: configured, validFor } = config;
  const server = PrometheusServer.create(config);
  const rules = RememberedRules.create({ server, every: config.rulesEvery });

  async function collectRules(labels: ServiceLabels, signal: AbortSignal) {
    return (await rules.get(signal)).find(labels).map(rule =>
      prometheusRuleFact(rule, {
        url: queryUrl(config.externalUrl, rule.query),
      }),
    );
  }

  async function collectBudgets(labels: ServiceLabels, signal: AbortSignal) {
    const errorBudgets: Array<FactOf<'errorBudgets'>> = [];
    const gaps: FactGap[] = [];
    for (const { slo, remaining } of config.errorBudgets) {
      try {
        const query = fillQuery(remaining, labels);
        const samples = await server.query(query, signal);
        const url = queryUrl(config.externalUrl, query);
        errorBudgets.push(...errorBudgetFacts(slo, samples, labels, url));
      } catch (error) {
        signal.throwIfAborted();
        if (error instanceof PrometheusError && !error.ofQuery) throw error;
        gaps.push({
          collection: 'errorBudgets',
          reason: toError(error).message,
        });
      }
    }
    return { errorBudgets, gaps };
  }

  return {
    id: `prometheus-${name}`,
    collections,
    validFor,
    async collect(entity, { signal }): Promise<CollectedFacts | undefined> {
      if (!isKnownBy(entity, name)) return undefined;
      let labels: ServiceLabels;
      try {
        labels = labelsOf(entity, configured);
      } catch (error) {
        const reason = toError(error).message;
        return {
          collections: {},
          gaps: collections.map(collection => ({ collection, reason })),
        };
      }
      const observability = await collectRules(labels, signal);
      const { errorBudgets, gaps } = await collectBudgets(labels, signal);
      return { collections: { observability, errorBudgets }, gaps };
    },
  };
}

function isKnownBy({ metadata }: Entity, server: string): boolean {
  const named = metadata.annotations?.[serversAnnotation];
  return (
    named === undefined || named.split(',').some(one => one.trim() === server)
  );
}
