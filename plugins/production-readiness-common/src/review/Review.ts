import { Level, ReviewTrigger } from '../rubric/Rubric';
import { Scorecard } from '../scorecard/Scorecard';
import { ConditionInput, ReviewRole } from './events';

/** Computed from blockers, target level, signatures and conditions; never typed in. @public */
export type Verdict = 'go' | 'conditional-go' | 'no-go';

/** @public */
export interface Signature {
  role: ReviewRole;
  by: string;
  at: string;
  comment?: string;
}

/** @public */
export interface Condition extends ConditionInput {
  id: string;
  addedBy: string;
  met?: { by: string; at: string; note: string };
}

/** A service that no longer is what a review agreed. @public */
export interface Alarm {
  /** ISO 8601. */
  at: string;
  level?: Level;
  /** The checks that are open of what was agreed, and the blockers among them. */
  checks: string[];
  blockers: string[];
}

/** A readiness review, as its events tell it. Times are ISO 8601, people and teams are entity references. @public */
export interface Review {
  entityRef: string;
  trigger: ReviewTrigger;
  title: string;
  targetLevel: Level;
  signers: ReviewRole[];
  givingTeam: string;
  receivingTeam: string;
  validDays: number;
  openedBy: string;
  openedAt: string;
  frozenAt: string;
  scorecard: Scorecard;
  signatures: Signature[];
  conditions: Condition[];
  /** Set while the service is less than what was agreed. */
  alarm?: Alarm;
  /** `signed` once every signer has signed the frozen scorecard. */
  status: 'open' | 'signed' | 'withdrawn';
}
