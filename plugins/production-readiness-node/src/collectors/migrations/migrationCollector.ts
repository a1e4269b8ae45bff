import { FactOf } from '@goldenpath/backstage-plugin-production-readiness-common';
import { SourceFile } from '../../repository/SourceFile';
import {
  CollectedFacts,
  Collector,
  CollectorRun,
  ServiceScope,
} from '../Collector';
import { folderOf, isWithin } from '../dependencies/Manifest';
import { MigrationTool, migrationTools } from './migrationTools';

type MigrationFact = FactOf<'migrations'>;

const maxBytes = 400_000;
const schemaFolders = new Set(
  'migrations migration db database db-migrations flyway liquibase schema sql'.split(
    ' ',
  ),
);

class MigrationRun implements CollectorRun {
  private readonly facts: Array<MigrationFact & { pair?: string }> = [];
  /** What goes back, by tool and name, where a file of its own holds it. */
  private readonly downs = new Set<string>();

  constructor(private readonly scope: ServiceScope) {}

  wants({ path, size }: { path: string; size: number }): boolean {
    if (!this.isOwn(path) && !this.isBeside(path)) return false;
    if (size > maxBytes) return false;
    const tool = toolOf(path);
    const down = tool?.downFileOf?.(path);
    if (tool && down) this.downs.add(`${tool.tool} ${down}`);
    return tool !== undefined && !down;
  }

  visit(file: SourceFile): void {
    for (const tool of migrationTools) {
      if (!tool.fits(file.path)) continue;
      const read = tool.read(file);
      if (!read) continue;
      for (const { name, line, down, destructive } of read) {
        this.facts.push({
          source: { path: file.path, line },
          tool: tool.tool,
          name,
          down,
          destructive,
          pair: tool.pairOf?.(file.path),
        });
      }
      return;
    }
  }

  finish(): CollectedFacts {
    const own = this.facts.filter(({ source }) => this.isOwn(source.path));
    const counting = own.length > 0 ? own : this.facts;
    return {
      collections: {
        migrations: counting.map(({ pair, ...fact }) => ({
          ...fact,
          down:
            fact.down ||
            (pair !== undefined && this.downs.has(`${fact.tool} ${pair}`)),
        })),
      },
      gaps: [],
    };
  }

  private isOwn(path = ''): boolean {
    return isWithin(path, this.scope.path);
  }

  /** Directly beside the service stands a folder for the schema alone, which counts where the service has none. */
  private isBeside(path: string): boolean {
    const parent = folderOf(this.scope.path);
    if (this.scope.path === '' || !isWithin(path, parent)) return false;
    const inner = parent === '' ? path : path.slice(parent.length + 1);
    return schemaFolders.has(inner.split('/')[0].toLowerCase());
  }
}

function toolOf(path: string): MigrationTool | undefined {
  return migrationTools.find(({ fits }) => fits(path));
}

/**
 * Migrations of a relational schema: by which tool, whether each has a way down, and whether it takes away what the
 * release before may still use.
 * @public
 */
export function migrationCollector(): Collector {
  return {
    id: 'migrations',
    collections: ['migrations'],
    start: scope => new MigrationRun(scope),
  };
}
