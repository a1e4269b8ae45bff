import { LoggerService } from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { toError } from '@backstage/errors';
import { Facts } from '@goldenpath/backstage-plugin-production-readiness-common';
import { FactOrigin } from '@goldenpath/backstage-plugin-production-readiness-node';
import { ExternalFactStore } from './ExternalFactStore';

/** @see LiveOrigins */
export interface LiveOriginsOptions {
  origins: FactOrigin[];
  facts: ExternalFactStore;
  logger: LoggerService;
}

/** Asks live systems about services. One that does not answer leaves its last answer in place until it is too old. */
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
    await Promise.all(
      this.options.origins.map(origin =>
        this.askOne(origin, serviceId, entity, signal),
      ),
    );
  }

  private async askOne(
    origin: FactOrigin,
    serviceId: number,
    entity: Entity,
    signal: AbortSignal,
  ): Promise<void> {
    const { facts, logger } = this.options;
    try {
      const said = await origin.collect(entity, { signal });
      if (!said) return;
      const now = Date.now();
      await facts.save(serviceId, {
        origin: origin.id,
        observedAt: new Date(now).toISOString(),
        expiresAt: new Date(now + origin.validFor).toISOString(),
        facts: { collections: definedOf(said.collections), gaps: said.gaps },
      });
    } catch (error) {
      signal.throwIfAborted();
      logger.warn(
        `The origin ${origin.id} did not answer for ${stringifyEntityRef(
          entity,
        )}; its last answer stays`,
        toError(error),
      );
    }
  }
}

function definedOf(
  collections: Record<string, unknown[] | undefined>,
): Facts['collections'] {
  return Object.fromEntries(
    Object.entries(collections).filter(([, items]) => items !== undefined),
  ) as Facts['collections'];
}
