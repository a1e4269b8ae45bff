import { Check } from '@goldenpath/backstage-plugin-production-readiness-common';

/** What satisfies a check: a place in a small repository, as the collectors find it. */
export interface CheckExample {
  evidence: { path: string; line: number };
  /** The lines around the evidence. */
  excerpt: string[];
  /** Why the check passes, as the evaluation says it. */
  reason: string;
}

export function exampleOf(_check: Check): CheckExample | undefined {
  return undefined;
}
