import { isError } from '@backstage/errors';

/** What a page does about a failure. */
export type ErrorKind = 'forbidden' | 'not-found' | 'other';

/** The error that the backend threw, where it came over the wire. */
function causeOf(error: unknown): unknown {
  return isError(error) &&
    error.name === 'ResponseError' &&
    isError(error.cause)
    ? error.cause
    : error;
}

export function errorKind(error: unknown): ErrorKind {
  const cause = causeOf(error);
  const name = isError(cause) ? cause.name : '';
  if (name === 'NotAllowedError' || name === 'AuthenticationError') {
    return 'forbidden';
  }
  return name === 'NotFoundError' ? 'not-found' : 'other';
}

export function errorMessage(error: unknown): string {
  const cause = causeOf(error);
  return isError(cause) ? cause.message : String(cause);
}
