import { InputError } from '@backstage/errors';
import { Block } from './BlockDefinition';
import { ComposedFile } from './Composition';
import { pruneNpmLock } from './pruneNpmLock';
import { pruneRequirements } from './pruneRequirements';

type Rendered = Omit<ComposedFile, 'sha256'>;

/**
 * Cuts the dependency locks of blocks down to what the rendered manifests name. A block ships one lock, for all
 * of its options together; each combination of options gets the part of it that it needs.
 */
export function pruneLocks(blocks: Block[], files: Rendered[]): Rendered[] {
  const pruned = new Map<string, Buffer>();
  for (const block of blocks) {
    for (const { lock, manifest } of block.prune) {
      const find = (path: string) => {
        const found = files.find(file => file.path === path);
        if (!found) {
          throw new InputError(
            `The block ${block.name} prunes ${path}, which nothing generates`,
          );
        }
        return found.contents.toString('utf8');
      };
      const prune = lock.endsWith('.json') ? pruneNpmLock : pruneRequirements;
      pruned.set(lock, Buffer.from(prune(find(lock), find(manifest))));
    }
  }
  return files.map(file => {
    const contents = pruned.get(file.path);
    return contents ? { ...file, contents } : file;
  });
}
