import { LoggerService } from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { toError } from '@backstage/errors';
import { Facts } from '@goldenpath/backstage-plugin-production-readiness-common';
import { FactOrigin } from '@goldenpath/backstage-plugin-production-readiness-node';
import { ExternalFacts, ExternalFactStore } from './ExternalFactStore';

/** @see LiveOrigins */
export interface LiveOriginsOptions {
  origins: FactOrigin[];
  facts: ExternalFactStore;
  logger: LoggerService;
}

/**
 * Asks live systems about services. One that does not answer leaves its last answer in place until it is too old; one
 * that never did leaves open what it would have told.
 */
export class LiveOrigins {
  private constructor(private readonly options: LiveOriginsOptions) {}

  static create(options: LiveOriginsOptions): LiveOrigins {
    return new LiveOrigins(options);
  }

  async ask(
    serviceId: number,
    entity: Entity,
    signal: AbortSignal,
  ): Promise<void> {
    const { facts, origins } = this.options;
    const stored = (await facts.read([serviceId])).get(serviceId) ?? [];
    // Those of pipelines and of deploy sources have a prefix.
    const known = stored.filter(({ origin }) => !origin.includes(':'));
    const answers = await Promise.all(
      origins.map(async origin => {
        const last = known.find(one => one.origin === origin.id);
        const now = await this.askOne(origin, entity, last, signal);
        if (now && now !== last) await facts.save(serviceId, now);
        return now?.origin;
      }),
    );
    const gone = known.flatMap(({ origin }) =>
      answers.includes(origin) ? [] : [origin],
    );
    if (gone.length > 0) await facts.remove(serviceId, gone);
  }

  /** What is to be stored; undefined where the origin has nothing to say about the service. */
  private async askOne(
    origin: FactOrigin,
    entity: Entity,
    last: ExternalFacts | undefined,
    signal: AbortSignal,
  ): Promise<ExternalFacts | undefined> {
    try {
      const said = await origin.collect(entity, { signal });
      if (!said) return undefined;
      const collections = definedOf(said.collections);
      return renewed(origin, { collections, gaps: said.gaps }, last);
    } catch (thrown) {
      signal.throwIfAborted();
      const error = toError(thrown);
      const isAnswer = last && Object.keys(last.facts.collections).length > 0;
      this.options.logger.warn(
        `The origin ${origin.id} did not answer for ${stringifyEntityRef(
          entity,
        )}${isAnswer ? '; its last answer stays' : ''}`,
        error,
      );
      return isAnswer ? last : renewed(origin, unseenBy(origin, error), last);
    }
  }
}

/** What was said before is written again only when a good part of its time is over. */
function renewed(
  { id, validFor }: FactOrigin,
  facts: Facts,
  last: ExternalFacts | undefined,
): ExternalFacts {
  const now = Date.now();
  const isSame =
    last &&
    now - Date.parse(last.observedAt) < validFor / 4 &&
    JSON.stringify(last.facts) === JSON.stringify(facts);
  if (isSame) return last;
  return {
    origin: id,
    observedAt: new Date(now).toISOString(),
    expiresAt: new Date(now + validFor).toISOString(),
    facts,
  };
}

function unseenBy({ collections }: FactOrigin, { message }: Error): Facts {
  return {
    collections: {},
    gaps: collections.map(collection => ({ collection, reason: message })),
  };
}

function definedOf(
  collections: Record<string, unknown[] | undefined>,
): Facts['collections'] {
  return Object.fromEntries(
    Object.entries(collections).filter(([, items]) => items !== undefined),
  ) as Facts['collections'];
}
