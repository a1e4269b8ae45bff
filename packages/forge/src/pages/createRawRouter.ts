import { NotFoundError } from '@backstage/errors';
import type { Response } from 'express';
import Router from 'express-promise-router';
import type { ForgeContext } from '../ForgeContext';
import { readTreeEntry } from '../git/readTree';
import { sendBlob } from '../git/sendBlob';
import { splitRef } from './splitRef';

/** Files as they are, at `/raw/<owner>/<name>/<ref>/<path>` and `/<owner>/<name>/raw/<ref>/<path>`. Always as text. */
export function createRawRouter({ git, store }: ForgeContext) {
  const router = Router();

  const send = async (
    owner: string,
    name: string,
    rest: string,
    response: Response,
  ) => {
    const { gitDir } = await store.get(owner, name);
    const { commit, path } = await splitRef(git, gitDir, rest);
    const entry = path
      ? await readTreeEntry(git, gitDir, commit, path)
      : undefined;
    if (entry?.type !== 'blob')
      throw new NotFoundError('There is no such file');
    // What a repository holds must never run as a page of the forge.
    response.set('content-security-policy', "default-src 'none'; sandbox");
    await sendBlob(git, gitDir, entry, response, 'text/plain; charset=utf-8');
  };

  router.get('/raw/:owner/:name/*', ({ params }, response) =>
    send(
      params.owner,
      params.name,
      (params as Record<string, string>)[0],
      response,
    ),
  );
  router.get('/:owner/:name/raw/*', ({ params }, response) =>
    send(
      params.owner,
      params.name,
      (params as Record<string, string>)[0],
      response,
    ),
  );

  return router;
}
