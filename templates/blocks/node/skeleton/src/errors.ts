import type { FastifyError, FastifyInstance } from 'fastify';

/** What a client gets for every failure. */
export interface ErrorBody {
  error: { code: string; message: string; requestId: string };
}

/** An error with a status and a message that the client may see. */
export class ServiceError extends Error {
  constructor(
    readonly statusCode: number,
    readonly code: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'ServiceError';
  }
}

/** Answers every failure in one form. What went wrong inside is logged and never sent to the client. */
export function registerErrorHandling(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) {
      request.log.error({ err: error }, 'request failed');
    } else {
      request.log.info({ err: error }, 'request refused');
    }
    const hidden = status >= 500 && !(error instanceof ServiceError);
    return reply.code(status).send({
      error: {
        code: hidden ? 'internal' : (error.code ?? 'invalid'),
        message: hidden ? 'Something went wrong on our side' : error.message,
        requestId: request.id,
      },
    } satisfies ErrorBody);
  });
  app.setNotFoundHandler((request, reply) =>
    reply.code(404).send({
      error: { code: 'not-found', message: 'There is nothing here', requestId: request.id },
    } satisfies ErrorBody),
  );
}
