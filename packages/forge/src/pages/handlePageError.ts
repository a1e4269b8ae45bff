import { ErrorRequestHandler } from 'express';
import { statusOf } from '../api/handleApiError';
import type { ForgeLogger } from '../ForgeLogger';
import { html } from './html';
import { sendPage } from './layout';

/** Answers errors outside the API: as a page, to Git as text. */
export function handlePageError(logger: ForgeLogger): ErrorRequestHandler {
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
    const message =
      status >= 500
        ? 'The forge could not do this; its log says why.'
        : error.message;
    if (/\.git\//.test(request.path))
      response.status(status).type('text/plain').send(`${message}\n`);
    else
      sendPage(
        response,
        `${status}`,
        html`<h1>${status}</h1>
          <p>${message}</p>`,
        status,
      );
  };
}
