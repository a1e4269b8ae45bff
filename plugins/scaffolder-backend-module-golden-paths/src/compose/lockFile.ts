import { JsonObject } from '@backstage/types';
import { stringify } from 'yaml';
import { OwnershipMode } from './BlockDefinition';
import { ComposedFile, Composition } from './Composition';

/**
 * Where the lock stands in a generated repository.
 *
 * @public
 */
export const lockPath = '.golden-path/lock.yaml';

/**
 * The lock: how a repository was made, from which upgrades are computed.
 *
 * @public
 */
export interface GoldenPathLock {
  lockVersion: 1;
  path: { name: string; version: string };
  service: { name: string; owner: string };
  blocks: Record<string, string>;
  answers: JsonObject;
  files: Record<string, { block: string; mode: OwnershipMode; sha256: string }>;
}

/** The text of the lock of a composition. */
export function lockText(
  composition: Omit<Composition, 'files'>,
  files: readonly ComposedFile[],
): string {
  const lock: GoldenPathLock = {
    lockVersion: 1,
    path: composition.path,
    service: {
      name: composition.service.name,
      owner: composition.service.owner,
    },
    blocks: Object.fromEntries(
      composition.blocks.map(({ name, version }) => [name, version]),
    ),
    answers: composition.answers,
    files: Object.fromEntries(
      files.map(({ path, block, mode, sha256 }) => [
        path,
        { block, mode, sha256 },
      ]),
    ),
  };
  const note =
    '# How this repository was made. Upgrades are computed from it: commit it, and do not edit it.\n';
  return `---\n${note}${stringify(lock, {
    lineWidth: 0,
    sortMapEntries: true,
    aliasDuplicateObjects: false,
  })}`;
}
