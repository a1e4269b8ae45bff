import { NotAllowedError } from '@backstage/errors';
import { RequestHandler } from 'express';

/** Lets a form pass only if one of the forge's own pages sent it. Browsers name the origin of every POST. */
export const requireSameOrigin: RequestHandler = (request, _response, next) => {
  const { origin, host } = request.headers;
  if (origin && origin === `http://${host}`) next();
  else
    next(new NotAllowedError('This form was not sent by a page of the forge'));
};
