import type { QuotesClient } from '../outbound/quotesClient.js';
import { type Job, JobRefused } from '../queue/Job.js';

/**
 * An example of a job that calls another service. The guard of the call limits what one attempt costs the other
 * service; the queue tries again, later each time, when it could not be had at all.
 */
export function fetchQuote(quotes: QuotesClient): Job<{ topic: string }> {
  return {
    queue: 'fetch-quote',
    timeoutMs: 15_000,
    attempts: 5,
    retryDelaySeconds: 5,
    retryDelayMaxSeconds: 600,
    parse(data) {
      const topic = (data as { topic?: unknown } | null)?.topic;
      if (typeof topic !== 'string' || topic.length === 0 || topic.length > 60) {
        throw new JobRefused('a quote needs a topic of 1 to 60 characters');
      }
      return { topic };
    },
    async handle({ topic }, { log }) {
      const { text } = await quotes.quote(topic);
      log.info({ topic, length: text.length }, 'quote fetched');
    },
  };
}
