import {
  AuthenticationError,
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
  NotImplementedError,
} from '@backstage/errors';
import { ErrorRequestHandler } from 'express';
import type { ForgeLogger } from '../ForgeLogger';
import { GitError } from '../git/GitError';
import { ValidationError } from './ValidationError';

/** Answers errors as GitHub does: `message`, `errors` where fields are at fault, and the status. */
export function handleApiError(logger: ForgeLogger): ErrorRequestHandler {
  return (error, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const status = statusOf(error);
    if (status >= 500)
      logger.error('A request failed', {
        path: request.path,
        error: String(error),
      });
    response.status(status).json({
      message:
        status >= 500
          ? 'The forge could not do this; its log says why'
          : error.message,
      ...(error instanceof ValidationError &&
        error.problems.length > 0 && { errors: error.problems }),
      documentation_url: 'https://docs.github.com/rest',
      status: String(status),
    });
  };
}

/** The HTTP status that an error stands for. */
export function statusOf(error: unknown): number {
  if (error instanceof InputError) return 422;
  if (error instanceof AuthenticationError) return 401;
  if (error instanceof NotAllowedError) return 403;
  if (error instanceof NotFoundError) return 404;
  if (error instanceof ConflictError) return 409;
  if (error instanceof NotImplementedError) return 501;
  if (error instanceof GitError) return 500;
  // Errors of Express and its body parser carry their status: a malformed address or body, one that is too large.
  const status = (error as { status?: unknown } | undefined)?.status;
  return typeof status === 'number' && status >= 400 && status < 500
    ? status
    : 500;
}
