import { Page } from '@goldenpath/backstage-plugin-production-readiness-common';
import { PageRequest, Readable } from './ScorecardStore';

export type ClaimKind = 'exemption' | 'attestation';

/** What lists and evaluations look for. `state` is what the log says, without regard to the time. */
export interface ClaimSummary {
  id: string;
  kind: ClaimKind;
  entityRef: string;
  check: string;
  state: string;
  openedAt: string;
  expiresAt?: string;
}

/** The log of a claim, oldest first. */
export interface ClaimLog<Event> {
  id: string;
  events: Event[];
}

/** Which claims a list shows. */
export interface ClaimFilter {
  kind: ClaimKind;
  entityRef?: string;
  check?: string;
  state?: string;
  /** Ends between these two times; ISO 8601. */
  expiresAfter?: string;
  expiresUntil?: string;
  readable: Readable;
}

/** The append-only logs of exemptions and attestations. */
export interface ClaimStore {
  /** Empty for a claim that does not exist. */
  read<Event>(id: string, kind: ClaimKind): Promise<Event[]>;
  /**
   * Appends the event that follows on `length` known ones.
   * @throws ConflictError when somebody else appended in the meantime
   */
  append(length: number, event: object, summary: ClaimSummary): Promise<void>;
  list<Event>(
    filter: ClaimFilter,
    page: PageRequest,
  ): Promise<Page<ClaimLog<Event>>>;
  /** The claims in force of services, by kind, in one query. Those whose time is over are among them. */
  inForce(
    entityRefs: string[],
  ): Promise<Array<ClaimLog<object> & { kind: ClaimKind; entityRef: string }>>;
}
