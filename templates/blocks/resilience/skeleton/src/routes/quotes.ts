import type { FastifyInstance } from 'fastify';
import type { QuotesClient } from '../outbound/quotesClient.js';

const schema = {
  params: {
    type: 'object',
    required: ['topic'],
    properties: { topic: { type: 'string', minLength: 1, maxLength: 60 } },
  },
} as const;

/** Passes on a quote of another service. */
export function registerQuotes(app: FastifyInstance, quotes: QuotesClient): void {
  app.get<{ Params: { topic: string } }>('/v1/quotes/:topic', { schema }, request =>
    quotes.quote(request.params.topic),
  );
}
