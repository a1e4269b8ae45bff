import { contentHash } from '../rubric/contentHash';
import { ReviewEvent } from './events';

/** The hash of an event that follows on `previous`; the first follows on the empty string. @public */
export function chainHash(previous: string, event: ReviewEvent): string {
  return contentHash({ previous, event });
}

/**
 * Checks an exported log. Returns the index of the first event that is not what was signed, or undefined for a
 * log that is whole.
 * @public
 */
export function firstBrokenLink(
  log: ReadonlyArray<{ hash: string; event: ReviewEvent }>,
): number | undefined {
  let previous = '';
  for (const [index, { hash, event }] of log.entries()) {
    if (chainHash(previous, event) !== hash) return index;
    previous = hash;
  }
  return undefined;
}
