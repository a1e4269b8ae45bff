import { FactGap } from '@goldenpath/backstage-plugin-production-readiness-common';
import { Collector } from '../Collector';
import { addDeployment, emptyDeployment } from '../../deployment/model';
import { ScopeNames } from '../../deployment/ScopeNames';
import { withoutOwnPages } from '../../observability/runbookLink';
import { toFacts } from '../../deployment/toFacts';
import { SourceFile } from '../../repository/SourceFile';
import { DeployReader, DeployReaderFactory } from './DeployReader';
import { createChartReader } from './chartReader';
import { ChartShelf } from './ChartShelf';
import { createComposeReader } from './composeReader';
import { createDefinitionReader } from './definitionReader';
import { Layout } from './Layout';
import { createManifestReader } from './manifestReader';
import { createScrapeReader } from './scrapeReader';
import { createTerraformReader } from './terraformReader';
import { DeployFillReader } from './DeployFillReader';

const readers: DeployReaderFactory[] = [
  createManifestReader,
  createChartReader,
  createComposeReader,
  createDefinitionReader,
  createTerraformReader,
  createScrapeReader,
];

/** Workloads, containers, images and what the platform does for them, from every kind of deploy source. */
export const deploymentCollector: Collector = {
  id: 'deployment',
  collections: ['workloads', 'containers', 'platform', 'imageReferences'],
  start(scope, limits) {
    const names = ScopeNames.of(scope);
    const layout = new Layout();
    const shelf = new ChartShelf(layout, limits);
    const context = { layout, names, limits, shelf };
    const taking: DeployReader[] = readers.map(create => create(context));
    const wanting = new Map<string, DeployReader[]>();
    const fills = new DeployFillReader();
    return {
      wants({ path }) {
        layout.note(path);
        const by = taking.filter(reader => reader.wants(path));
        if (by.length > 0) wanting.set(path, by);
        return by.length > 0 || fills.wants(path);
      },
      visit(file: SourceFile) {
        for (const reader of wanting.get(file.path) ?? []) reader.visit(file);
        if (fills.wants(file.path)) fills.visit(file);
      },
      miss(path) {
        wanting.get(path)?.forEach(reader => reader.miss?.(path));
      },
      async finish() {
        const found = emptyDeployment();
        for (const reader of taking) {
          try {
            addDeployment(found, await reader.finish(fills.result()));
          } catch (error) {
            // What one kind of deploy source trips over does not hide the others.
            found.gaps.push(...gapsOf(error));
          }
        }
        const isPage = (path: string) => layout.isKnown(path);
        found.observability = withoutOwnPages(found.observability, isPage);
        return toFacts(found, names, fills.result());
      },
    };
  },
};

function gapsOf(error: unknown): FactGap[] {
  const problem = error instanceof Error ? error.message : String(error);
  return ['workloads', 'containers', 'platform'].map(collection => ({
    collection,
    reason: `A deploy source could not be understood: ${problem}.`,
  }));
}
