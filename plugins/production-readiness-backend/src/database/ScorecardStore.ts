import {
  Level,
  Scorecard,
  ServiceScorecard,
  ServiceSummary,
} from '@goldenpath/backstage-plugin-production-readiness-common';

/** A scorecard to store. */
export interface EvaluatedService {
  serviceId: number;
  scorecard: Scorecard;
}

/** Entity references that a reader may see: all of them, or those of a list. */
export type Readable = 'all' | ReadonlySet<string>;

/** Which services a list shows. */
export interface ServiceFilter {
  level?: Level | 'none';
  /** Lower than this. */
  below?: Level;
  owner?: string;
  /** Owned by one of these. */
  owners?: string[];
  system?: string;
  domain?: string;
  type?: string;
  lifecycle?: string;
  tag?: string;
  blocked?: boolean;
  sort?: 'name' | 'level' | '-level';
  readable: Readable;
}

/** A page of a list. */
export interface PageRequest {
  limit: number;
  cursor?: string;
}

/** Current scorecards, what they are counted into, and the log of what changed. */
export interface ScorecardStore {
  /** Stores scorecards in one transaction. One that is what is stored already writes nothing. */
  save(evaluated: EvaluatedService[], at: Date): Promise<void>;
  /** The stored scorecard of a service that is not archived. */
  find(entityRef: string): Promise<ServiceScorecard | undefined>;
  /** The same as JSON, which costs less to send on than to parse. */
  findText(entityRef: string): Promise<string | undefined>;
  /** The stored scorecards of services, by their ids. */
  findDocuments(ids: number[]): Promise<Map<number, Scorecard>>;
  list(
    filter: ServiceFilter,
    page: PageRequest,
  ): Promise<{ items: ServiceSummary[]; nextCursor?: string }>;
}
