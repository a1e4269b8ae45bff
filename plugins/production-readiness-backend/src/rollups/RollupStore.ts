import {
  CheckResult,
  CheckRollup,
  LevelRollup,
  Mover,
  Page,
  ResultState,
  RollupDimension,
  TrendPoint,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { PageRequest, Readable } from '../database/ScorecardStore';

/** Counts over the fleet, each in a number of queries that does not depend on its size. */
export interface RollupStore {
  /** @param keys - only these */
  levels(
    by: RollupDimension,
    keys: string[] | undefined,
    readable: Readable,
    page: PageRequest,
  ): Promise<Page<LevelRollup>>;
  checks(readable: Readable): Promise<CheckRollup[]>;
  trend(
    by: RollupDimension,
    key: string,
    days: number,
    readable: Readable,
    now: Date,
  ): Promise<TrendPoint[]>;
  movers(
    since: Date,
    readable: Readable,
    page: PageRequest,
  ): Promise<Page<Mover>>;
  checkResults(
    check: string,
    filter: { state?: ResultState; owner?: string; readable: Readable },
    page: PageRequest,
  ): Promise<Page<CheckResult>>;
  /** Brings stored counts in step with the services. Answers with the number of rows written. */
  refresh(now: Date, signal?: AbortSignal): Promise<number>;
}
