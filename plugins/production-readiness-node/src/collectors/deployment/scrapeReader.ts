import { environmentOf } from '../../deployment/environments';
import { emptyDeployment, FoundDeployment } from '../../deployment/model';
import { readScrapeConfigs } from '../../observability/scrapeConfigs';
import { folderOf } from '../../repository/paths';
import { SourceFile } from '../../repository/SourceFile';
import { Cursor } from '../../repository/yaml/Cursor';
import { DeployContext, DeployReader } from './DeployReader';
import { isTestPath } from './Layout';

class ScrapeReader implements DeployReader {
  private readonly found = emptyDeployment();

  constructor(private readonly context: DeployContext) {}

  wants(path: string): boolean {
    return (
      /\.ya?ml$/.test(path) &&
      !path.includes('/templates/') &&
      !isTestPath(path, this.context.names.scope.path)
    );
  }

  visit(file: SourceFile): void {
    if (!file.text.includes('scrape_configs:')) return;
    const yaml = file.yaml();
    if ('problem' in yaml) return;
    const folder = folderOf(file.path);
    const environment = environmentOf(file.path, this.context.names.words);
    const origin = {
      family: `scrape:${folder}`,
      folder,
      production: environment === undefined || environment === 'production',
    };
    for (const { value, line } of yaml.documents) {
      const root = Cursor.at(value, { path: file.path, line });
      this.found.platform.push(...readScrapeConfigs(root, origin));
    }
  }

  finish(): Partial<FoundDeployment> {
    return this.found;
  }
}

/** Configurations of Prometheus. */
export function createScrapeReader(context: DeployContext): DeployReader {
  return new ScrapeReader(context);
}
