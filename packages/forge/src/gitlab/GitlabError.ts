import type { ErrorRequestHandler } from 'express';
import { statusOf } from '../api/handleApiError';
import type { ForgeLogger } from '../ForgeLogger';

/** What GitLab refuses with fields that are at fault, like `{ path: ['has already been taken'] }`. */
export class GitlabError extends Error {
  constructor(
    readonly status: number,
    readonly problem: string | Record<string, string[]>,
  ) {
    super(typeof problem === 'string' ? problem : JSON.stringify(problem));
  }
}

const names: Record<number, string> = {
  400: '400 Bad request',
  401: '401 Unauthorized',
  403: '403 Forbidden',
  404: '404 Not Found',
  409: '409 Conflict',
  422: '422 Unprocessable',
};

/** Answers errors as GitLab does: `message`, a text that begins with the status, or the fields at fault. */
export function handleGitlabError(logger: ForgeLogger): ErrorRequestHandler {
  return (error, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    if (error instanceof GitlabError) {
      response.status(error.status).json({ message: error.problem });
      return;
    }
    const found = statusOf(error);
    const status = found === 422 ? 400 : found;
    if (status >= 500) {
      logger.error('A request failed', {
        path: request.path,
        error: String(error),
      });
    }
    response
      .status(status)
      .json({ message: names[status] ?? `${status} Internal Server Error` });
  };
}
