import { NotFoundError } from '@backstage/errors';
import type { Response } from 'express';
import { pipeline } from 'node:stream/promises';
import type { Repository } from '../repositories/RepositoryStore';
import { GitCommand } from './GitCommand';
import { resolveRef } from './resolveRef';

/** Formats of an archive. */
export type ArchiveFormat = 'tar.gz' | 'zip';

/**
 * Streams the files at `ref` as an archive, in a top folder that is named as GitHub names it, or as `top` says. With
 * `path` only what is there.
 */
export async function archiveRepository(
  git: GitCommand,
  { gitDir, state }: Repository,
  format: ArchiveFormat,
  ref: string,
  response: Response,
  options: { top?: string; path?: string } = {},
): Promise<void> {
  const commit = await resolveRef(git, gitDir, ref);
  if (!commit) throw new NotFoundError(`No commit found for the ref ${ref}`);
  const top =
    options.top ?? `${state.owner}-${state.name}-${commit.slice(0, 7)}`;
  const args = ['archive', `--format=${format}`, `--prefix=${top}/`, commit];
  if (options.path) args.push('--', options.path);
  const child = git.spawn(args, { gitDir });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  child.stdin!.end();
  child.stderr!.resume();
  response.once('close', () => child.kill());
  response.type(format === 'zip' ? 'application/zip' : 'application/x-gzip');
  response.set('content-disposition', `attachment; filename=${top}.${format}`);
  await pipeline(child.stdout!, response, { end: false });
  // A download that is cut off must not look complete.
  if ((await ended) === 0) response.end();
  else response.destroy();
}
