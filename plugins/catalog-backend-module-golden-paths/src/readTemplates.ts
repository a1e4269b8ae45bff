import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import {
  stringifyEntityRef,
  DEFAULT_NAMESPACE,
} from '@backstage/catalog-model';
import { stringifyError } from '@backstage/errors';
import { TemplateEntityV1beta3 } from '@backstage/plugin-scaffolder-common';
import { readTemplate } from './readTemplate';

const TEMPLATE_FILE = 'template.yaml';

/** A golden path that can be registered. */
export interface TemplateFile {
  /** Relative to the folder of the golden paths, with forward slashes. */
  path: string;
  entity: TemplateEntityV1beta3;
}

/** A golden path that cannot. */
export interface TemplateProblem {
  path: string;
  reason: string;
}

/**
 * Reads the template.yaml of every subfolder, by name. One that is not valid becomes a problem, and does not
 * keep the others out. Throws when the folder cannot be read.
 */
export async function readTemplates(
  folder: string,
): Promise<{ templates: TemplateFile[]; problems: TemplateProblem[] }> {
  const templates: TemplateFile[] = [];
  const problems: TemplateProblem[] = [];
  const seen = new Map<string, string>();
  for (const file of await findTemplateFiles(folder)) {
    const path = relative(folder, file).split('\\').join('/');
    try {
      const entity = await readTemplate(file);
      const ref = stringifyEntityRef({
        ...entity,
        metadata: { namespace: DEFAULT_NAMESPACE, ...entity.metadata },
      });
      const other = seen.get(ref);
      if (other) throw new Error(`${other} has the same name, ${ref}`);
      seen.set(ref, path);
      templates.push({ path, entity });
    } catch (error) {
      problems.push({ path, reason: stringifyError(error) });
    }
  }
  return { templates, problems };
}

async function findTemplateFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const folders = entries
    .filter(entry => entry.isDirectory())
    .map(entry => join(folder, entry.name))
    .sort();
  const files = await Promise.all(
    folders.map(async subfolder => {
      const inside = await readdir(subfolder, { withFileTypes: true });
      // Neither a link nor a folder of that name: a template stays inside its folder.
      return inside.some(
        entry => entry.isFile() && entry.name === TEMPLATE_FILE,
      )
        ? [join(subfolder, TEMPLATE_FILE)]
        : [];
    }),
  );
  return files.flat();
}
