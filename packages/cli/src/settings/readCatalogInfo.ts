import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { readTextFile } from './readTextFile';

const fileNames = ['catalog-info.yaml', 'catalog-info.yml'];

const componentSchema = z.looseObject({
  kind: z.literal('Component'),
  metadata: z.looseObject({ name: z.string().min(1).max(200) }),
});

export type Component = z.infer<typeof componentSchema>;

/** The first Component that a folder's catalog-info.yaml declares; undefined where there is none that can be read. */
export function readCatalogInfo(folder: string): Component | undefined {
  for (const name of fileNames) {
    const path = join(folder, name);
    if (!lstatSync(path, { throwIfNoEntry: false })?.isFile()) continue;
    const component = documentsOf(path).map(parsed).find(Boolean);
    if (component) return component;
  }
  return undefined;
}

function parsed(value: unknown): Component | undefined {
  return componentSchema.safeParse(value).data;
}

/** What is wrong with the file is for the collectors to say; here it only means that no name is found. */
function documentsOf(path: string): unknown[] {
  try {
    const text = readTextFile(path, path, { inRepository: true });
    return parseAllDocuments(text).map(document =>
      document.toJS({ maxAliasCount: 50 }),
    );
  } catch {
    return [];
  }
}
