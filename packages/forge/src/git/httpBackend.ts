import type { Request, Response } from 'express';
import { relative, sep } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ForgeContext } from '../ForgeContext';
import type { Repository } from '../repositories/RepositoryStore';
import { readCgiHead } from './cgiResponse';

/** The endpoints of Git's smart HTTP protocol. */
export type GitEndpoint = 'info/refs' | 'git-upload-pack' | 'git-receive-pack';

/**
 * Answers a request with `git http-backend`, which is a CGI program. The caller ends the response.
 *
 * @param options - body and its length where known, and the user that the token stands for
 */
export async function runHttpBackend(
  { git, store, logger }: ForgeContext,
  repository: Repository,
  endpoint: GitEndpoint,
  request: Request,
  response: Response,
  options: { body?: Readable; length?: number; user?: string } = {},
): Promise<void> {
  const header = (name: string) => request.get(name) ?? '';
  const length = options.length ?? header('content-length');
  const child = git.spawn(['http-backend'], {
    cwd: store.root,
    environment: {
      GIT_PROJECT_ROOT: store.root,
      GIT_HTTP_EXPORT_ALL: '1',
      GATEWAY_INTERFACE: 'CGI/1.1',
      PATH_INFO: `/${relative(store.root, repository.gitDir)
        .split(sep)
        .join('/')}/${endpoint}`,
      QUERY_STRING:
        endpoint === 'info/refs' ? `service=${request.query.service}` : '',
      REQUEST_METHOD: request.method,
      REMOTE_ADDR: '127.0.0.1',
      CONTENT_TYPE: header('content-type'),
      HTTP_CONTENT_ENCODING: header('content-encoding'),
      GIT_PROTOCOL: header('git-protocol'),
      ...(length !== '' && { CONTENT_LENGTH: String(length) }),
      // Without a user, http-backend refuses to receive where http.receivepack is not set; with one, it records it.
      ...(request.query.service === 'git-receive-pack' || options.user
        ? { REMOTE_USER: options.user ?? 'token' }
        : {}),
    },
  });
  let problem = '';
  child.stderr!.on('data', chunk => {
    if (problem.length < 2048) problem += chunk;
  });
  const ended = new Promise<void>(resolve =>
    child.once('close', () => resolve()),
  );
  const failed = new Promise<never>((_, reject) => child.once('error', reject));
  // A client that is gone needs no answer; a push that has arrived is carried out all the same.
  if (endpoint !== 'git-receive-pack')
    response.once('close', () => child.kill());

  const { body } = options;
  // The program may answer before it has read everything; the rest is then read and dropped.
  child.stdin!.on('error', () => body?.unpipe().resume());
  if (body) body.pipe(child.stdin!);
  else child.stdin!.end();
  try {
    const head = await Promise.race([readCgiHead(child.stdout!), failed]);
    response.status(head.status);
    for (const [name, value] of head.headers) response.set(name, value);
    response.write(head.rest);
    await pipeline(child.stdout!, response, { end: false }).catch(() =>
      child.stdout!.resume(),
    );
  } finally {
    await Promise.race([ended, failed.catch(() => {})]);
    if (problem)
      logger.warn('git http-backend', { endpoint, problem: problem.trim() });
  }
}
