import { FactOf } from '@goldenpath/backstage-plugin-production-readiness-common';
import { Sample } from '../server/PrometheusServer';
import { ServiceLabels } from './labels';

/** More objectives in one answer than this are a query that forgot its selector. */
const mostBudgets = 50;

/** What is left of the budget of an objective, for each series of the answer. No traffic (NaN) says nothing. */
export function errorBudgetFacts(
  slo: string,
  samples: Sample[],
  labels: ServiceLabels,
  url: string,
): Array<FactOf<'errorBudgets'>> {
  if (samples.length > mostBudgets) {
    throw new Error(
      `The query of the error budget ${slo} answers with ${samples.length} series, more than ${mostBudgets}.`,
    );
  }
  return samples
    .filter(({ value }) => Number.isFinite(value))
    .map(({ metric, value }) => ({
      source: { url },
      slo: samples.length > 1 ? `${slo} (${othersOf(metric, labels)})` : slo,
      remaining: Math.round(value * 1000) / 1000,
      spent: value <= 0,
    }));
}

function othersOf(metric: Record<string, string>, labels: ServiceLabels) {
  return Object.entries(metric)
    .filter(([label]) => label !== '__name__' && !Object.hasOwn(labels, label))
    .map(([label, value]) => `${label} ${value}`)
    .join(', ');
}
