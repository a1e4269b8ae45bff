import {
  Page,
  ReviewEvent,
  ReviewSummary,
  ReviewTrigger,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { PageRequest, Readable } from './ScorecardStore';

/** An event with the hash that chains it to the one before. */
export interface LoggedEvent {
  hash: string;
  event: ReviewEvent;
}

/** Which reviews a list shows. */
export interface ReviewFilter {
  entityRef?: string;
  trigger?: ReviewTrigger;
  readable: Readable;
}

/** The append-only logs of reviews. */
export interface ReviewStore {
  /** The log of a review, oldest first; empty for a review that does not exist. */
  read(id: string): Promise<LoggedEvent[]>;
  /**
   * Appends the event that follows on `length` known ones, and updates what lists show.
   * @throws ConflictError when somebody else appended in the meantime
   */
  append(
    length: number,
    logged: LoggedEvent,
    summary: ReviewSummary,
  ): Promise<void>;
  /** The teams that take part in reviews of services that are not settled yet, by service, in one query. */
  teamsOf(entityRefs: string[]): Promise<Map<string, string[]>>;
  list(filter: ReviewFilter, page: PageRequest): Promise<Page<ReviewSummary>>;
}
