import { SpanKind, SpanStatusCode, context, trace } from '@opentelemetry/api';
import type { FastifyBaseLogger } from 'fastify';
import { serviceName, serviceVersion } from '../service.js';
import { type AnyJob, JobRefused, type Outcome } from './Job.js';
import type { JobMetrics } from './JobMetrics.js';
import type { Queue, TakenJob } from './Queue.js';
import { contextOf } from './envelope.js';

export interface AttemptOptions {
  queue: Pick<Queue, 'complete' | 'fail' | 'refuse'>;
  metrics: JobMetrics;
  log: FastifyBaseLogger;
}

/**
 * Makes one attempt at a job: continues the trace that it carries, limits its time, measures it, and settles it in the
 * queue. Never rejects.
 */
export async function attempt(
  { queue, metrics, log: parentLog }: AttemptOptions,
  job: AnyJob,
  taken: TakenJob,
  abort: AbortController,
): Promise<Outcome> {
  const parent = contextOf(taken.data);
  const number = taken.retryCount + 1;
  const span = trace.getTracer(serviceName, serviceVersion).startSpan(
    `process ${taken.name}`,
    {
      kind: SpanKind.CONSUMER,
      attributes: {
        'messaging.system': 'pg-boss',
        'messaging.operation.type': 'process',
        'messaging.destination.name': taken.name,
        'messaging.message.id': taken.id,
        'job.attempt': number,
      },
    },
    parent,
  );
  const { traceId, spanId } = span.spanContext();
  const log = parentLog.child({
    queue: taken.name,
    job_id: taken.id,
    attempt: number,
    trace_id: traceId,
    span_id: spanId,
  });
  const measured = metrics.begin(taken);

  const error = await context.with(trace.setSpan(parent, span), () =>
    run(job, taken, { signal: abort.signal, log, attempt: number }, abort),
  );
  // A job that was given back while it ran is another process's by now.
  const outcome = abort.signal.aborted && !(error instanceof JobTimedOut) ? 'returned' : await settle(error);
  const duration = measured.end(outcome);
  if (error && outcome !== 'returned') {
    span.recordException(error);
    span.setStatus({ code: SpanStatusCode.ERROR, message: error.message });
  }
  span.setAttribute('job.outcome', outcome);
  span.end();
  const fields = { outcome, duration_ms: Math.round(duration * 1000), ...(error && { err: error }) };
  if (outcome === 'dead') log.error(fields, 'job became a dead letter');
  else if (outcome === 'failed') log.warn(fields, 'job failed, and is tried again');
  else log.info(fields, outcome === 'completed' ? 'job completed' : 'job was given back');
  return outcome;

  async function settle(problem: Error | undefined): Promise<Outcome> {
    try {
      if (!problem) {
        await queue.complete(taken);
        return 'completed';
      }
      if (problem instanceof JobRefused) {
        await queue.refuse(taken, problem);
        return 'dead';
      }
      await queue.fail(taken, problem);
      return taken.retryCount < taken.retryLimit ? 'failed' : 'dead';
    } catch (cause) {
      // Without heartbeats it is tried again; what it has done already is not done twice.
      log.error({ err: cause }, 'job could not be settled');
      return 'failed';
    }
  }
}

/** The time of a job was over. */
export class JobTimedOut extends Error {
  override readonly name = 'JobTimedOut';
}

async function run(
  job: AnyJob,
  taken: TakenJob,
  jobContext: Parameters<AnyJob['handle']>[1],
  abort: AbortController,
): Promise<Error | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const ended = new Promise<never>((_resolve, reject) => {
    const late = new JobTimedOut(`not done after ${job.timeoutMs} ms`);
    timer = setTimeout(() => {
      reject(late);
      abort.abort(late);
    }, job.timeoutMs);
    abort.signal.addEventListener('abort', () => reject(abort.signal.reason as Error), { once: true });
  });
  // It may come when the attempt is over already.
  ended.catch(() => undefined);
  try {
    const payload: unknown = job.parse((taken.data as Partial<TakenJob['data']> | null)?.payload);
    await Promise.race([job.handle(payload, jobContext), ended]);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  } finally {
    clearTimeout(timer);
  }
}
