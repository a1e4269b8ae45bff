import type { FastifyInstance } from 'fastify';
import { Gauge, type Registry } from 'prom-client';

/** Resolves while the dependency can be used, and rejects while it cannot. */
export type DependencyCheck = () => Promise<void>;

export interface HealthReport {
  status: 'ready' | 'starting' | 'draining' | 'unavailable';
  dependencies: Record<string, 'up' | 'down'>;
}

const checkTimeoutMs = 1_000;

/**
 * Whether this process should get traffic. Liveness is no part of it: a process that answers at all is alive, and
 * restarting it would not bring a dependency back.
 */
export class Health {
  #phase: 'starting' | 'ready' | 'draining' = 'starting';
  readonly #checks = new Map<string, DependencyCheck>();
  readonly #up: Gauge<'dependency'>;

  constructor(registry: Registry) {
    this.#up = new Gauge({
      name: 'dependency_up',
      help: 'Whether a dependency answered the last readiness check (1) or not (0)',
      labelNames: ['dependency'],
      registers: [registry],
    });
  }

  addDependency(name: string, check: DependencyCheck): void {
    this.#checks.set(name, check);
  }

  started(): void {
    this.#phase = 'ready';
  }

  draining(): void {
    this.#phase = 'draining';
  }

  get isDraining(): boolean {
    return this.#phase === 'draining';
  }

  async report(): Promise<HealthReport> {
    const checked = await Promise.all(
      [...this.#checks].map(async ([name, check]) => {
        const up = await withTimeout(check()).then(
          () => true,
          () => false,
        );
        this.#up.set({ dependency: name }, up ? 1 : 0);
        return [name, up ? 'up' : 'down'] as const;
      }),
    );
    const down = checked.some(([, state]) => state === 'down');
    return {
      status: this.#phase === 'ready' && down ? 'unavailable' : this.#phase,
      dependencies: Object.fromEntries(checked),
    };
  }
}

async function withTimeout(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('timed out')), checkTimeoutMs);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Serves liveness at /healthz and readiness, with the state of each dependency, at /readyz. */
export function registerHealth(app: FastifyInstance, health: Health): void {
  const options = { config: { rateLimit: false } } as const;
  app.get('/healthz', options, () => ({ status: 'alive' }));
  app.get('/readyz', options, async (_request, reply) => {
    const report = await health.report();
    return reply.code(report.status === 'ready' ? 200 : 503).send(report);
  });
}
