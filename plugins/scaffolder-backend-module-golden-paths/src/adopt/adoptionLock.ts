import { createHash } from 'node:crypto';
import { ConflictError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { ComposedFile, Composition } from '../compose/Composition';

/**
 * Where a repository that was adopted keeps what was added. It is beside the lock of a path that may have made the
 * repository, and the only file that adopting again changes.
 */
export const adoptionLockPath = '.golden-path/adopted.yaml';

const fileSchema = z.strictObject({
  block: z.string(),
  /** `kept`: the repository had it, or something in its place, and it was not touched. */
  mode: z.enum(['managed', 'seeded', 'kept']),
  sha256: z.string(),
});

const lockSchema = z.strictObject({
  lockVersion: z.literal(1),
  path: z.strictObject({ name: z.string(), version: z.string() }),
  service: z.strictObject({ name: z.string(), owner: z.string() }),
  blocks: z.record(z.string(), z.string()),
  answers: z.record(z.string(), z.unknown()),
  files: z.record(z.string(), fileSchema),
});

/** What was added to a repository, and what was not because it was there. */
export type AdoptionLock = z.infer<typeof lockSchema>;

/**
 * Reads the lock of earlier adoptions.
 *
 * @throws ConflictError when something else stands in its place
 */
export function parseAdoptionLock(
  text: string | undefined,
): AdoptionLock | undefined {
  if (text === undefined) {
    return undefined;
  }
  try {
    return lockSchema.parse(parse(text, { maxAliasCount: 0 }));
  } catch (error) {
    throw new ConflictError(
      `${adoptionLockPath} is no record of an adoption; it is not touched, so nothing can be added`,
      error,
    );
  }
}

/** The lock of an addition, together with what was added before. */
export function adoptionLockFile(
  { path, service, blocks, answers }: Omit<Composition, 'files'>,
  added: readonly ComposedFile[],
  kept: readonly ComposedFile[],
  earlier: AdoptionLock | undefined,
): ComposedFile {
  const record = (
    file: ComposedFile,
    mode: AdoptionLock['files'][string]['mode'],
  ) => [file.path, { block: file.block, mode, sha256: file.sha256 }] as const;
  const lock: AdoptionLock = {
    lockVersion: 1,
    path,
    service: { name: service.name, owner: service.owner },
    blocks: {
      ...earlier?.blocks,
      ...Object.fromEntries(blocks.map(({ name, version }) => [name, version])),
    },
    answers: { ...earlier?.answers, ...(answers as JsonObject) },
    files: {
      ...Object.fromEntries(kept.map(file => record(file, 'kept'))),
      ...earlier?.files,
      ...Object.fromEntries(added.map(file => record(file, file.mode))),
    },
  };
  const note =
    '# What golden paths have added to this repository, and what was kept. Upgrades are computed from it: commit it,\n# and do not edit it.\n';
  const contents = Buffer.from(
    `---\n${note}${stringify(lock, {
      lineWidth: 0,
      sortMapEntries: true,
      aliasDuplicateObjects: false,
    })}`,
  );
  return {
    path: adoptionLockPath,
    contents,
    executable: false,
    block: 'compose',
    mode: 'managed',
    sha256: createHash('sha256').update(contents).digest('hex'),
  };
}
