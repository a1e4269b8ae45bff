import { toError } from '@backstage/errors';
import { EvaluationError } from '../evaluation/EvaluationError';
import { RepositoryLocation, withoutSecrets } from './RepositoryLocation';

/** For a host that does not say when it wants to be asked again; GitHub counts by the hour. */
const rateLimitPause = 15 * 60_000;

/**
 * Turns what a UrlReader threw into what the owner of the service can do about it. Readers put the HTTP status into
 * their message ("Request failed for …, 403 Forbidden"); there is no other place to learn it from.
 * @param retryAfter - milliseconds after which the host said that it wants to be asked again
 */
export function explainReadError(
  thrown: unknown,
  { url, host }: RepositoryLocation,
  retryAfter?: number,
): EvaluationError {
  const error = toError(thrown);
  const shown = withoutSecrets(url);
  const status = statusOf(error);
  const explain = (message: string) =>
    new EvaluationError(message, { cause: error });
  if (
    /rate limit/i.test(error.message) ||
    status === '429' ||
    retryAfter !== undefined
  ) {
    return new EvaluationError(
      `${host} limits how often it is asked. ${shown} is read again later.`,
      {
        cause: error,
        pauseHost: true,
        retryAfter: retryAfter ?? rateLimitPause,
      },
    );
  }
  if (error.name === 'NotFoundError' || status === '404') {
    return explain(
      `The repository ${shown} was not found. Check the annotation backstage.io/source-location, that the branch exists, and that the token of the integration ${host} may read it.`,
    );
  }
  if (error.name === 'NotAllowedError') {
    return explain(
      `Nothing may be read from ${host}. Add it to integrations in the portal's configuration.`,
    );
  }
  if (status === '401' || status === '403') {
    return explain(
      `${host} refused to let ${shown} be read (${status}). Check the token of its integration.`,
    );
  }
  if (status === '409') return explain(emptyRepository(shown));
  if (status) {
    return explain(
      `${host} answered ${status} for ${shown}. It is tried again later.`,
    );
  }
  const code = networkCode(error);
  return explain(
    code
      ? `${host} could not be reached (${code}). It is tried again later.`
      : `The repository ${shown} could not be read: what ${host} sent is not a whole archive. It is tried again later.`,
  );
}

/** Whether the host or the way to it failed, which may pass by itself. */
export function isTransient(error: Error): boolean {
  return (
    statusOf(error)?.startsWith('5') === true ||
    /^E(?!NOTFOUND)/.test(networkCode(error) ?? '')
  );
}

function statusOf({ message }: Error): string | undefined {
  return /[,:] (\d{3})\b/.exec(message)?.[1];
}

export function emptyRepository(url: string): string {
  return `The repository ${url} is empty. Push the service to it; the push starts an evaluation.`;
}

const networkCodes =
  /\b(ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|EPIPE|CERT_HAS_EXPIRED|DEPTH_ZERO_SELF_SIGNED_CERT)\b/;

function networkCode(error: Error & { code?: unknown }): string | undefined {
  if (typeof error.code === 'string' && networkCodes.test(error.code)) {
    return error.code;
  }
  return networkCodes.exec(error.message)?.[1];
}
