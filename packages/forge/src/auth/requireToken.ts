import { AuthenticationError } from '@backstage/errors';
import { RequestHandler } from 'express';
import { hasToken } from './hasToken';

/** Lets nobody without the token pass. */
export function requireToken(token: string): RequestHandler {
  return (request, _response, next) => {
    const allowed = hasToken(request, token);
    if (allowed) next();
    else
      next(
        new AuthenticationError(
          allowed === undefined ? 'Requires authentication' : 'Bad credentials',
        ),
      );
  };
}
