import type { Request } from 'express';
import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * Whether a request carries the token: as `Bearer` or `token`, or as the password (or, without one, the user name) of
 * basic authentication. Undefined when it carries no credentials at all.
 */
export function hasToken(
  request: Pick<Request, 'headers'>,
  token: string,
): boolean | undefined {
  const header = request.headers.authorization;
  if (!header) return undefined;
  const space = header.indexOf(' ');
  const scheme = header.slice(0, space).toLowerCase();
  const value = header.slice(space + 1).trim();
  if (scheme === 'bearer' || scheme === 'token') return equal(value, token);
  if (scheme !== 'basic') return false;
  const pair = Buffer.from(value, 'base64').toString('utf8');
  const colon = pair.indexOf(':');
  if (colon < 0) return false;
  return equal(pair.slice(colon + 1) || pair.slice(0, colon), token);
}

function equal(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
