import { InputError } from '@backstage/errors';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Forge } from '../startForge';
import { isOwnerName, isRepositoryName } from './names';
import type { SeedCommit, SeedRepository } from './seedRepository';

const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;

const description = z
  .object({
    description: z.string().optional(),
    topics: z.array(z.string()).optional(),
    commits: z
      .array(
        z
          .object({
            message: z.string().min(1),
            author: z
              .object({ name: z.string(), email: z.string() })
              .strict()
              .optional(),
            /** Either a time (ISO 8601) or an age in days. */
            date: z.iso.datetime({ offset: true }).optional(),
            daysAgo: z.number().nonnegative().optional(),
            /** Files and folders that come with this commit; without it, all that no other commit names. */
            paths: z.array(z.string().min(1)).min(1).optional(),
          })
          .strict(),
      )
      .min(1)
      .optional(),
  })
  .strict();

/**
 * Seeds every `<owner>/<repository>/` folder of `folder` that does not exist on the forge. `<owner>/<repository>.yaml`
 * beside such a folder may give a description, topics and the commits that the files come in; without it there is one
 * commit.
 *
 * @public
 * @returns the repositories that were created, as `<owner>/<repository>`
 * @throws InputError that names the folder or file which is not as it should be
 */
export async function seedExamples(
  forge: Pick<Forge, 'seed'>,
  folder: string,
): Promise<string[]> {
  const created: string[] = [];
  for (const owner of await folders(folder)) {
    if (!isOwnerName(owner))
      throw new InputError(`${join(folder, owner)}: not a valid owner name`);
    for (const name of await folders(join(folder, owner))) {
      if (!isRepositoryName(name))
        throw new InputError(
          `${join(folder, owner, name)}: not a valid repository name`,
        );
      const result = await forge.seed(
        await readExample(join(folder, owner), owner, name),
      );
      if (result.created) created.push(`${owner}/${name}`);
    }
  }
  return created;
}

async function readExample(
  folder: string,
  owner: string,
  name: string,
): Promise<SeedRepository> {
  const file = join(folder, `${name}.yaml`);
  const text = await readFile(file, 'utf8').catch(() => '');
  const parsed = description.safeParse(text ? parse(text) : {});
  if (!parsed.success)
    throw new InputError(`${file}: ${z.prettifyError(parsed.error)}`);
  const commits = parsed.data.commits ?? [{ message: 'Initial commit' }];
  const named = commits.flatMap(({ paths }) => paths ?? []);
  return {
    owner,
    name,
    description: parsed.data.description,
    topics: parsed.data.topics,
    commits: commits.map(
      ({ message, author, date, daysAgo, paths }): SeedCommit => ({
        message,
        author,
        date:
          date ??
          (daysAgo === undefined
            ? undefined
            : new Date(Date.now() - daysAgo * DAY_MILLISECONDS).toISOString()),
        folder: join(folder, name),
        filter: paths
          ? path => isUnder(path, paths)
          : path => !isUnder(path, named),
      }),
    ),
  };
}

function isUnder(path: string, paths: string[]): boolean {
  return paths.some(
    each => path === each || path.startsWith(`${each.replace(/\/$/, '')}/`),
  );
}

async function folders(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter(entry => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => name)
    .sort();
}
