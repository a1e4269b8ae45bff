import { type Context, ROOT_CONTEXT, context, propagation } from '@opentelemetry/api';

/** What stands in the queue: the payload, and the trace that it belongs to (W3C Trace Context). */
export interface Envelope {
  payload: unknown;
  trace?: { traceparent?: string; tracestate?: string };
}

/** Puts a payload into an envelope, with the trace that is active now. */
export function seal(payload: unknown): Envelope {
  const trace: Record<string, string> = {};
  propagation.inject(context.active(), trace);
  return { payload, trace };
}

/** The context in which the job was made; an empty one when the envelope does not say. */
export function contextOf(envelope: Partial<Envelope> | null): Context {
  return propagation.extract(ROOT_CONTEXT, envelope?.trace ?? {});
}
