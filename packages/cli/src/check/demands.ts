import {
  isAtLeast,
  Level,
  openBlockers,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { Report } from './Report';

/** What a pipeline asks of a service. */
export interface Demands {
  minLevel?: Level;
  failOn?: 'blocker';
}

/** What was asked and is not met, one sentence each; a comparison asks that nothing got worse. */
export function unmetDemands(report: Report, demands: Demands): string[] {
  const { level, results } = report.scorecard;
  const unmet: string[] = [];
  if (demands.minLevel && !isAtLeast(level, demands.minLevel)) {
    unmet.push(
      `The service is ${level ? `at ${level}` : 'below L1'}, and ${
        demands.minLevel
      } was asked for.`,
    );
  }
  if (demands.failOn === 'blocker') {
    for (const { id, state } of openBlockers(results)) {
      unmet.push(`The blocker ${id} is open (${state}).`);
    }
  }
  const { comparison } = report;
  if (comparison?.lower) {
    unmet.push(
      `The level fell from ${comparison.levelBefore} to ${
        level ?? 'below L1'
      }.`,
    );
  }
  for (const id of comparison?.worse ?? []) {
    const state = results.find(result => result.id === id)?.state;
    unmet.push(`${id} passed in the baseline and is ${state} now.`);
  }
  return unmet;
}
