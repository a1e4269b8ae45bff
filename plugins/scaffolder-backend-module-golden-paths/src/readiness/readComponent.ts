import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Entity } from '@backstage/catalog-model';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';

const largestBytes = 256 * 1024;

const componentSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.literal('Component'),
  metadata: z.looseObject({ name: z.string().min(1).max(200) }),
});

/** The first Component that the catalog-info.yaml of a folder declares; undefined where there is none. */
export async function readComponent(
  folder: string,
): Promise<Entity | undefined> {
  const file = join(folder, 'catalog-info.yaml');
  const stat = await lstat(file).catch(() => undefined);
  if (!stat?.isFile() || stat.size > largestBytes) {
    return undefined;
  }
  const documents = parseAllDocuments(await readFile(file, 'utf8'));
  for (const document of documents) {
    if (document.errors.length === 0) {
      const component = componentSchema.safeParse(
        document.toJS({ maxAliasCount: 50 }),
      );
      if (component.success) {
        return component.data as Entity;
      }
    }
  }
  return undefined;
}
