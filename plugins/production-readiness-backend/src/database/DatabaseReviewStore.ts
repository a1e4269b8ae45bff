import { isDatabaseConflictError } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import {
  Page,
  ReviewSummary,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { Knex } from 'knex';
import { whereAmong } from './dialect';
import { listReviews, rowOfReview } from './operations/listReviews';
import { LoggedEvent, ReviewFilter, ReviewStore } from './ReviewStore';
import { PageRequest } from './ScorecardStore';

/** Reviews in SQLite or PostgreSQL. */
export class DatabaseReviewStore implements ReviewStore {
  private constructor(private readonly knex: Knex) {}

  static create(options: { knex: Knex }): DatabaseReviewStore {
    return new DatabaseReviewStore(options.knex);
  }

  async read(id: string): Promise<LoggedEvent[]> {
    const rows: Array<{ hash: string; event: string }> = await this.knex(
      'review_events',
    )
      .where('review_id', id)
      .orderBy('sequence')
      .select('hash', 'event');
    return rows.map(({ hash, event }) => ({ hash, event: JSON.parse(event) }));
  }

  async append(
    length: number,
    { hash, event }: LoggedEvent,
    summary: ReviewSummary,
  ): Promise<void> {
    try {
      await this.knex.transaction(async transaction => {
        await transaction('review_events').insert({
          review_id: summary.id,
          sequence: length,
          hash,
          event: JSON.stringify(event),
        });
        await transaction('reviews')
          .insert(rowOfReview(summary))
          .onConflict('id')
          .merge({
            status: summary.status,
            verdict: summary.verdict ?? null,
            // It is another review now, to be compared with the service anew.
            watched_hash: null,
          });
      });
    } catch (error) {
      if (isDatabaseConflictError(error)) {
        throw new ConflictError(
          'Somebody else changed the review in the meantime; load it again',
        );
      }
      throw error;
    }
  }

  async teamsOf(entityRefs: string[]): Promise<Map<string, string[]>> {
    const rows: Array<{
      entity_ref: string;
      giving_team: string;
      receiving_team: string;
    }> = await whereAmong(
      this.knex('reviews').where(unsettled =>
        unsettled
          .where('status', 'open')
          .orWhere({ status: 'signed', verdict: 'conditional-go' }),
      ),
      'entity_ref',
      entityRefs,
    ).select('entity_ref', 'giving_team', 'receiving_team');
    const teams = new Map<string, string[]>();
    for (const { entity_ref, giving_team, receiving_team } of rows) {
      const others = teams.get(entity_ref) ?? [];
      teams.set(entity_ref, [...others, giving_team, receiving_team]);
    }
    return teams;
  }

  list(filter: ReviewFilter, page: PageRequest): Promise<Page<ReviewSummary>> {
    return listReviews(this.knex, filter, page);
  }
}
