import { Facts } from '@goldenpath/backstage-plugin-production-readiness-common';
import { ExpiredFacts } from '../evaluation/evaluateWithExpired';
import { ExternalFacts } from './ExternalFactStore';

/** What still counts, what is too old, and when the next of it will be. */
export function splitByAge(
  said: ExternalFacts[],
  now: Date,
): { fresh: Facts[]; expired: ExpiredFacts[]; nextEnd?: number } {
  const isFresh = ({ expiresAt }: ExternalFacts) =>
    Date.parse(expiresAt) > now.getTime();
  const fresh = said.filter(isFresh);
  const ends = fresh.map(({ expiresAt }) => Date.parse(expiresAt));
  return {
    fresh: fresh.map(({ facts }) => facts),
    expired: said.filter(one => !isFresh(one)),
    nextEnd: ends.length > 0 ? Math.min(...ends) : undefined,
  };
}
