import { RequestHandler } from 'express';

/**
 * Refuses requests that name another host than this machine's loopback: a page on the web can point a name of its own
 * at 127.0.0.1 (DNS rebinding) and would otherwise read and change what the forge serves without a token.
 */
export function checkHost(port: number): RequestHandler {
  const names = ['localhost', '127.0.0.1', '[::1]'];
  const allowed = new Set([
    ...names.map(name => `${name}:${port}`),
    ...(port === 80 ? names : []),
  ]);
  return (request, response, next) => {
    if (allowed.has((request.headers.host ?? '').toLowerCase())) next();
    else
      response
        .status(421)
        .type('text/plain')
        .send('The forge answers to localhost only\n');
  };
}
