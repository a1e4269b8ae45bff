import { Scorecard } from '@goldenpath/backstage-plugin-production-readiness-common';
import { Knex } from 'knex';

const pageSize = 100;
const agreed = ['go', 'conditional-go'];

/** A review that was a go, and what its service has become since it was looked at last. */
export interface WatchedReview {
  id: string;
  /** Sequence of the last alarm that people were told of; -1 for none. */
  told: number;
  hash: string;
  scorecard: Scorecard;
}

/** The reviews that are to be compared with their services. */
export class AlarmStore {
  private constructor(private readonly knex: Knex) {}

  static create(options: { knex: Knex }): AlarmStore {
    return new AlarmStore(options.knex);
  }

  /** The next reviews after `after` whose service has changed; of a service only the last that was a go. */
  async changed(
    after: string,
  ): Promise<{ reviews: WatchedReview[]; last?: string }> {
    const { knex } = this;
    const rows: Array<{
      id: string;
      told: number;
      hash: string;
      document: string;
    }> = await knex('reviews as r')
      .join('services as s', 's.entity_ref', 'r.entity_ref')
      .join('scorecards as c', 'c.service_id', 's.id')
      .where('r.status', 'signed')
      .whereIn('r.verdict', agreed)
      .whereNull('s.archived_at')
      .where(different =>
        different
          .whereNull('r.watched_hash')
          .orWhereRaw('r.watched_hash <> c.hash'),
      )
      .whereNotExists(
        knex('reviews as later')
          .select(knex.raw('1'))
          .where('later.status', 'signed')
          .whereIn('later.verdict', agreed)
          .whereRaw('later.entity_ref = r.entity_ref')
          .whereRaw('later.opened_at > r.opened_at'),
      )
      .where('r.id', '>', after)
      .orderBy('r.id')
      .limit(pageSize)
      .select('r.id', 'r.told', 'c.hash', 'c.document');
    return {
      last: rows.length < pageSize ? undefined : rows[rows.length - 1].id,
      reviews: rows.map(({ document, ...row }) => ({
        ...row,
        scorecard: JSON.parse(document),
      })),
    };
  }

  /** Notes that a review was compared, and which alarm people know of. */
  async watched(id: string, hash: string, told: number): Promise<void> {
    await this.knex('reviews').where({ id }).update({
      watched_hash: hash,
      told,
    });
  }
}
