import { ConflictError, NotFoundError } from '@backstage/errors';
import { ReviewEvent } from './events';
import { Review } from './Review';

/**
 * The review that a log of events tells.
 * @throws NotFoundError for an empty log, ConflictError for one that does not start with `opened`
 * @public
 */
export function reduceReview(events: ReadonlyArray<ReviewEvent>): Review {
  const [opened, ...later] = events;
  if (!opened) throw new NotFoundError('The review has no events');
  if (opened.type !== 'opened') {
    throw new ConflictError('The log of a review starts with its opening');
  }
  const { type: _type, by, at, ...agreed } = opened;
  return later.reduce<Review>(applyEvent, {
    ...agreed,
    openedBy: by,
    openedAt: at,
    frozenAt: at,
    signatures: [],
    conditions: [],
    status: 'open',
  });
}

/** The review after one more event. @public */
export function applyEvent(review: Review, event: ReviewEvent): Review {
  const { by, at } = event;
  switch (event.type) {
    case 'frozen-again':
      // What was signed is no longer what the review says.
      return {
        ...review,
        scorecard: event.scorecard,
        frozenAt: at,
        signatures: [],
        alarm: undefined,
        status: 'open',
      };
    case 'signed': {
      const { role, comment } = event;
      const signatures = [...review.signatures, { role, by, at, comment }];
      const complete = review.signers.every(signer =>
        signatures.some(signature => signature.role === signer),
      );
      return { ...review, signatures, status: complete ? 'signed' : 'open' };
    }
    case 'condition-added':
      // The other side signed without it.
      return {
        ...review,
        signatures: [],
        status: 'open',
        conditions: [
          ...review.conditions,
          { ...event.condition, id: event.id, addedBy: by },
        ],
      };
    case 'condition-met':
      return {
        ...review,
        conditions: review.conditions.map(condition =>
          condition.id === event.id
            ? { ...condition, met: { by, at, note: event.note } }
            : condition,
        ),
      };
    case 'withdrawn':
      return { ...review, alarm: undefined, status: 'withdrawn' };
    case 'alarm-raised': {
      const { level, checks, blockers } = event;
      return { ...review, alarm: { at, level, checks, blockers } };
    }
    case 'alarm-cleared':
      return { ...review, alarm: undefined };
    default:
      throw new ConflictError(`A review is opened once`);
  }
}
