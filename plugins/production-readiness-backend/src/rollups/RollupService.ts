import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  CheckResult,
  CheckRollup,
  LevelRollup,
  Mover,
  Page,
  PagedRequest,
  ResultState,
  RollupDimension,
  TrendPoint,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { EntityAccess } from '../access/EntityAccess';
import { parseReference } from '../catalog/parseReference';
import { GroupTree } from '../catalog/GroupTree';
import { RollupStore } from './RollupStore';

const defaultLimit = 100;
const day = 86_400_000;

/** Counts over the services that the caller may read. */
export class RollupService {
  private constructor(
    private readonly access: EntityAccess,
    private readonly groups: GroupTree,
    private readonly rollups: RollupStore,
  ) {}

  static create(options: {
    access: EntityAccess;
    groups: GroupTree;
    rollups: RollupStore;
  }): RollupService {
    return new RollupService(options.access, options.groups, options.rollups);
  }

  async levels(
    request: PagedRequest & { by: RollupDimension; under?: string },
    credentials: BackstageCredentials,
  ): Promise<Page<LevelRollup>> {
    const { by, under, cursor, limit = defaultLimit } = request;
    if (under && by !== 'owner') {
      throw new InputError('under: goes with by=owner');
    }
    const keys = under
      ? await this.groups.withDescendants(
          parseReference(under, 'under', 'group'),
        )
      : undefined;
    const readable = await this.access.readable(credentials);
    return this.rollups.levels(by, keys, readable, { cursor, limit });
  }

  async checks(credentials: BackstageCredentials): Promise<CheckRollup[]> {
    return this.rollups.checks(await this.access.readable(credentials));
  }

  async trend(
    {
      by,
      key = '',
      days = 90,
    }: {
      by: RollupDimension;
      key?: string;
      days?: number;
    },
    credentials: BackstageCredentials,
  ): Promise<TrendPoint[]> {
    const readable = await this.access.readable(credentials);
    return this.rollups.trend(by, key, days, readable, new Date());
  }

  async movers(
    {
      days = 7,
      cursor,
      limit = defaultLimit,
    }: PagedRequest & {
      days?: number;
    },
    credentials: BackstageCredentials,
  ): Promise<Page<Mover>> {
    const readable = await this.access.readable(credentials);
    const since = new Date(Date.now() - days * day);
    return this.rollups.movers(since, readable, { cursor, limit });
  }

  async checkResults(
    check: string,
    request: PagedRequest & { state?: ResultState; owner?: string },
    credentials: BackstageCredentials,
  ): Promise<Page<CheckResult>> {
    const { state, owner, cursor, limit = defaultLimit } = request;
    const readable = await this.access.readable(credentials);
    return this.rollups.checkResults(
      check,
      {
        state,
        owner: owner && parseReference(owner, 'owner', 'group'),
        readable,
      },
      { cursor, limit },
    );
  }
}
