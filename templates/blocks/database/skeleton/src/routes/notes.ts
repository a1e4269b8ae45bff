import type { FastifyInstance } from 'fastify';
import type { Database } from '../database/database.js';

interface Note {
  id: string;
  title: string;
  body: string;
}

const bodySchema = {
  body: {
    type: 'object',
    additionalProperties: false,
    required: ['body'],
    properties: {
      title: { type: 'string', minLength: 1, maxLength: 60 },
      body: { type: 'string', minLength: 1, maxLength: 10_000 },
    },
  },
} as const;

const pageSchema = {
  querystring: {
    type: 'object',
    properties: {
      before: { type: 'integer', minimum: 1 },
      limit: { type: 'integer', minimum: 1, maximum: 100, default: 20 },
    },
  },
} as const;

/** An example of a resource in the database. Put your own in its place. */
export function registerNotes(app: FastifyInstance, database: Database): void {
  app.post<{ Body: { title?: string; body: string } }>('/v1/notes', { schema: bodySchema }, async (request, reply) => {
    const { body, title = body.slice(0, 60) } = request.body;
    const [note] = await database.query<Note>(
      'INSERT INTO notes (title, body) VALUES ($1, $2) RETURNING id, title, body',
      [title, body],
    );
    return reply.code(201).send(note);
  });

  // Older rows may have no title until the backfill has reached them.
  app.get<{ Querystring: { before?: number; limit: number } }>('/v1/notes', { schema: pageSchema }, async request => {
    const { before, limit } = request.query;
    const items = await database.query<Note>(
      `SELECT id, coalesce(title, left(body, 60)) AS title, body FROM notes
        WHERE $1::bigint IS NULL OR id < $1 ORDER BY id DESC LIMIT $2`,
      [before ?? null, limit],
    );
    return { items };
  });
}
