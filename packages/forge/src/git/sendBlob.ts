import type { Response } from 'express';
import { pipeline } from 'node:stream/promises';
import { GitCommand } from './GitCommand';

/** Streams a file with its blob's id as entity tag; answers 304 where the client has it already. */
export async function sendBlob(
  git: GitCommand,
  gitDir: string,
  blob: { sha: string; size: number | undefined },
  response: Response,
  contentType: string,
): Promise<void> {
  const etag = `"${blob.sha}"`;
  response.set({ etag, 'content-type': contentType });
  // Node's fetch sends "no-cache" with every condition, and Express then takes nothing for fresh.
  const known = response.req.headers['if-none-match'] ?? '';
  if (known.split(/, */).includes(etag) || response.req.fresh) {
    response.status(304).end();
    return;
  }
  response.set('content-length', String(blob.size ?? 0));
  if (response.req.method === 'HEAD') {
    response.end();
    return;
  }
  const child = git.spawn(['cat-file', 'blob', blob.sha], { gitDir });
  child.on('error', () => response.destroy());
  child.stdin!.end();
  child.stderr!.resume();
  response.once('close', () => child.kill());
  await pipeline(child.stdout!, response);
}
