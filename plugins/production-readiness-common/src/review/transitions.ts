import { ConflictError, InputError, NotAllowedError } from '@backstage/errors';
import { ReviewTemplate } from '../rubric/Rubric';
import { Scorecard } from '../scorecard/Scorecard';
import { ConditionInput, OpenedEvent, ReviewEvent, ReviewRole } from './events';
import { Review } from './Review';

/** A person as the rules see them: their user reference and everything that they own things as. @public */
export interface Actor {
  userRef: string;
  ownershipRefs: string[];
}

/** @public */
export interface OpenReviewInput {
  entityRef: string;
  template: ReviewTemplate;
  givingTeam: string;
  receivingTeam: string;
  scorecard: Scorecard;
}

/**
 * Opens a review on a frozen scorecard.
 * @throws InputError when the two teams are one, NotAllowedError for a person of neither
 * @public
 */
export function openReview(
  { template, ...agreed }: OpenReviewInput,
  actor: Actor,
  at: Date,
): OpenedEvent {
  if (agreed.givingTeam === agreed.receivingTeam) {
    throw new InputError('The giving and the receiving team must differ');
  }
  assertTakesPart(agreed, actor, 'open this review');
  const { trigger, title, targetLevel, signers, validDays } = template;
  return {
    type: 'opened',
    ...stamp(actor, at),
    ...agreed,
    trigger,
    title,
    targetLevel,
    signers,
    validDays,
  };
}

/**
 * Signs for one side.
 * @throws NotAllowedError for a person who is not of that team or who signed for the other side, ConflictError when
 * that side has signed
 * @public
 */
export function signReview(
  review: Review,
  role: ReviewRole,
  actor: Actor,
  at: Date,
  comment?: string,
): ReviewEvent {
  assertNotWithdrawn(review);
  const team = role === 'giving' ? review.givingTeam : review.receivingTeam;
  if (!review.signers.includes(role)) {
    throw new InputError(`This review is not signed by a ${role} team`);
  }
  if (!isMember(actor, team)) {
    throw new NotAllowedError(`Only members of ${team} sign for it`);
  }
  if (review.signatures.some(signature => signature.role === role)) {
    throw new ConflictError(`The ${role} team has signed already`);
  }
  if (review.signatures.some(({ by }) => by === actor.userRef)) {
    throw new NotAllowedError('Nobody signs for both sides');
  }
  return { type: 'signed', ...stamp(actor, at), role, comment };
}

/**
 * Puts the service's present scorecard in the place of the frozen one; signatures start again.
 * @throws NotAllowedError for a person of neither team
 * @public
 */
export function freezeAgain(
  review: Review,
  scorecard: Scorecard,
  actor: Actor,
  at: Date,
): ReviewEvent {
  assertNotWithdrawn(review);
  assertTakesPart(review, actor, 'freeze the scorecard again');
  return { type: 'frozen-again', ...stamp(actor, at), scorecard };
}

/**
 * Adds a condition; signatures start again.
 * @throws InputError for a check that the scorecard does not have, NotAllowedError for a person of neither team
 * @public
 */
export function addCondition(
  review: Review,
  condition: ConditionInput,
  id: string,
  actor: Actor,
  at: Date,
): ReviewEvent {
  assertNotWithdrawn(review);
  assertTakesPart(review, actor, 'add a condition');
  const { check } = condition;
  const result = review.scorecard.results.find(known => known.id === check);
  if (check !== undefined && !result) {
    throw new InputError(`The scorecard has no check ${check}`);
  }
  if (result?.blocker) {
    throw new InputError(
      `${check} is a blocker; no condition stands in for it`,
    );
  }
  return { type: 'condition-added', ...stamp(actor, at), id, condition };
}

/**
 * States that a condition is met. Its owner does not judge it alone: the receiving team does.
 * @throws NotAllowedError, ConflictError when it is met already, InputError for an unknown condition
 * @public
 */
export function meetCondition(
  review: Review,
  id: string,
  note: string,
  actor: Actor,
  at: Date,
): ReviewEvent {
  assertNotWithdrawn(review);
  const condition = review.conditions.find(known => known.id === id);
  if (!condition) throw new InputError(`The review has no condition ${id}`);
  if (condition.met) throw new ConflictError('The condition is met already');
  if (!isMember(actor, review.receivingTeam)) {
    throw new NotAllowedError(
      `Only members of ${review.receivingTeam} say that a condition is met`,
    );
  }
  return { type: 'condition-met', ...stamp(actor, at), id, note };
}

/**
 * Ends a review without a verdict.
 * @throws NotAllowedError for a person of neither team
 * @public
 */
export function withdrawReview(
  review: Review,
  reason: string,
  actor: Actor,
  at: Date,
): ReviewEvent {
  assertNotWithdrawn(review);
  assertTakesPart(review, actor, 'withdraw the review');
  return { type: 'withdrawn', ...stamp(actor, at), reason };
}

/** The sides that a person may sign for now. @public */
export function signableRoles(review: Review, actor: Actor): ReviewRole[] {
  return review.signers.filter(role => {
    try {
      signReview(review, role, actor, new Date(0));
      return true;
    } catch {
      return false;
    }
  });
}

function stamp(actor: Actor, at: Date) {
  return { by: actor.userRef, at: at.toISOString() };
}

function isMember({ userRef, ownershipRefs }: Actor, team: string): boolean {
  return userRef === team || ownershipRefs.includes(team);
}

function assertTakesPart(
  { givingTeam, receivingTeam }: Pick<Review, 'givingTeam' | 'receivingTeam'>,
  actor: Actor,
  act: string,
): void {
  if (!isMember(actor, givingTeam) && !isMember(actor, receivingTeam)) {
    throw new NotAllowedError(
      `Only members of ${givingTeam} or ${receivingTeam} can ${act}`,
    );
  }
}

function assertNotWithdrawn({ status }: Review): void {
  if (status === 'withdrawn') {
    throw new ConflictError('The review was withdrawn');
  }
}
