import { Entity } from '@backstage/catalog-model';
import { CollectedFacts } from '../collectors/Collector';

/**
 * A live system that knows something about services, such as a Prometheus server. Its facts join those of the
 * repository. When it fails, its last facts stay in use and turn stale after `validFor`.
 * @public
 */
export interface FactOrigin {
  /** Lower-case words with hyphens; unique. */
  id: string;
  /** The collections that it contributes to. */
  collections: readonly string[];
  /** How long what it said last is good for, in milliseconds. */
  validFor: number;
  /**
   * Answers with the facts of one service; undefined for a service that it does not know and does not need to.
   * @throws an Error whose message tells the service's owner what is wrong; `retryAfter` in milliseconds on it is kept
   */
  collect(
    entity: Entity,
    options: { signal: AbortSignal },
  ): Promise<CollectedFacts | undefined>;
}
