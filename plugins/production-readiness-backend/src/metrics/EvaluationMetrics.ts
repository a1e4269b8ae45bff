import {
  MetricsService,
  MetricsServiceCounter,
  MetricsServiceHistogram,
} from '@backstage/backend-plugin-api/alpha';
import { Knex } from 'knex';
import { EvaluationHandler } from '../queue/EvaluationQueue';

const buckets = [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300];

/** What an operator watches: how much waits, since when, how long an evaluation takes and how it ends. */
export class EvaluationMetrics {
  private constructor(
    private readonly evaluations: MetricsServiceCounter,
    private readonly duration: MetricsServiceHistogram,
  ) {}

  static create(options: {
    metrics: MetricsService;
    knex: Knex;
  }): EvaluationMetrics {
    const { metrics, knex } = options;
    observeQueue(metrics, knex);
    return new EvaluationMetrics(
      metrics.createCounter('production_readiness_evaluations', {
        description: 'Evaluations by how they ended',
      }),
      metrics.createHistogram('production_readiness_evaluation_duration', {
        description: 'Duration of the evaluation of one service',
        unit: 's',
        advice: { explicitBucketBoundaries: buckets },
      }),
    );
  }

  /** The same handler, counted and timed. */
  measured(handler: EvaluationHandler): EvaluationHandler {
    return async (serviceId, signal) => {
      const start = performance.now();
      let result = 'error';
      try {
        const outcome = await handler(serviceId, signal);
        result = outcome.state;
        return outcome;
      } finally {
        this.evaluations.add(1, { result });
        this.duration.record((performance.now() - start) / 1000, { result });
      }
    };
  }
}

function observeQueue(metrics: MetricsService, knex: Knex): void {
  metrics
    .createObservableGauge('production_readiness_queue_depth', {
      description: 'Services that wait for their evaluation',
    })
    .addCallback(async gauge => {
      const [{ count }] = await knex('evaluations')
        .where('state', 'queued')
        .count({ count: '*' });
      gauge.observe(Number(count));
    });
  metrics
    .createObservableGauge('production_readiness_oldest_due_age', {
      description: 'Time for which the service that waits longest has waited',
      unit: 's',
    })
    .addCallback(async gauge => {
      const row = await knex('evaluations')
        .where('state', 'queued')
        .min({ oldest: 'run_at' })
        .first();
      const oldest = row?.oldest ? Date.parse(row.oldest) : Date.now();
      gauge.observe(Math.max(0, Date.now() - oldest) / 1000);
    });
}
