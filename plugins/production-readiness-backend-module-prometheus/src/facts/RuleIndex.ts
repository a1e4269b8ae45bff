import { PrometheusRule } from '@goldenpath/backstage-plugin-production-readiness-node';
import { LabelPair, matchersOf } from './matchersOf';
import { ServiceLabels } from './labels';

/** More rules of one service than this are of no use to a check. */
const mostRules = 500;

/** The rules of a server, found by the labels that they carry or select by. */
export class RuleIndex {
  private readonly rules = new Map<string, Set<PrometheusRule>>();

  private constructor() {}

  static of(rules: PrometheusRule[]): RuleIndex {
    const index = new RuleIndex();
    for (const rule of rules) {
      const pairs: LabelPair[] = [
        ...Object.entries(rule.labels),
        ...matchersOf(rule.query),
      ];
      for (const pair of pairs) {
        const key = keyOf(pair);
        const known = index.rules.get(key) ?? new Set();
        index.rules.set(key, known.add(rule));
      }
    }
    return index;
  }

  /** The rules that concern all of these labels, in the order in which the server gave them. */
  find(labels: ServiceLabels): PrometheusRule[] {
    const [first, ...others] = Object.entries(labels).map(
      pair => this.rules.get(keyOf(pair)) ?? new Set<PrometheusRule>(),
    );
    return [...first]
      .filter(rule => others.every(other => other.has(rule)))
      .slice(0, mostRules);
  }
}

function keyOf([label, value]: LabelPair): string {
  return `${label}=${value}`;
}
