import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UrlReaderService } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { fetchContents } from '@backstage/plugin-scaffolder-node';
import { findTemplates } from '../cli/findTemplates';
import { TemplateLibrary } from '../compose';

/** What the library of a template is looked for with. @public */
export interface LibraryOptions {
  config: Config;
  reader: UrlReaderService;
  integrations: ScmIntegrations;
}

/**
 * The library that a template belongs to: the folder above the template's own, wherever the template was
 * registered from, so that both are of one commit; else the configured folder; else the one that comes along.
 */
export async function resolveLibrary(
  { config, reader, integrations }: LibraryOptions,
  baseUrl: string | undefined,
  createTemporaryDirectory: () => Promise<string>,
): Promise<TemplateLibrary> {
  if (baseUrl?.startsWith('file://')) {
    const above = dirname(dirname(fileURLToPath(baseUrl)));
    if (existsSync(join(above, 'blocks'))) {
      return TemplateLibrary.fromDirectory(above);
    }
  } else if (baseUrl) {
    const outputPath = await createTemporaryDirectory();
    await fetchContents({
      reader,
      integrations,
      baseUrl,
      fetchUrl: '..',
      outputPath,
    });
    return TemplateLibrary.fromDirectory(outputPath);
  }
  return TemplateLibrary.fromDirectory(
    config.getOptionalString('goldenPaths.directory') ??
      (await findTemplates()),
  );
}
