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
type ReadFact = MigrationFact & { pair?: string };

const maxBytes = 400_000;
const schemaFolders = new Set(
  'migrations migration db database db-migrations flyway liquibase schema sql'.split(
    ' ',
  ),
);

class MigrationRun implements CollectorRun {
  private readonly facts: ReadFact[] = [];
  /** What files that by their name only go back hold, by tool and the name of what they take back. */
  private readonly downs = new Map<string, ReadFact[]>();

  constructor(private readonly scope: ServiceScope) {}

  wants({ path, size }: { path: string; size: number }): boolean {
    if (!this.isOwn(path) && !this.isBeside(path)) return false;
    if (size > maxBytes) return false;
    return migrationTools.some(({ fits }) => fits(path));
  }

  visit(file: SourceFile): void {
    const { path } = file;
    for (const tool of migrationTools) {
      if (!tool.fits(path)) continue;
      const read = tool.read(file);
      if (!read) continue;
      const facts = read.map(
        ({ line, ...migration }): ReadFact => ({
          source: { path, line },
          tool: tool.tool,
          ...migration,
          pair: pairKey(tool, tool.pairOf?.(path)),
        }),
      );
      const undoes = pairKey(tool, tool.downFileOf?.(path));
      if (undoes === undefined) this.facts.push(...facts);
      else this.downs.set(undoes, facts);
      return;
    }
  }

  finish(): CollectedFacts {
    const pairs = new Set(this.facts.map(({ pair }) => pair));
    // What takes back nothing that is there is a migration all the same.
    const alone = [...this.downs].flatMap(([undoes, facts]) =>
      pairs.has(undoes) ? [] : facts,
    );
    const all = [...this.facts, ...alone];
    const own = all.filter(({ source }) => this.isOwn(source.path));
    const counting = own.length > 0 ? own : all;
    return {
      collections: {
        migrations: counting.map(({ pair, ...fact }) => {
          const [back] = (pairs.has(pair) && this.downs.get(pair ?? '')) || [];
          // Where another file takes it back, that is what shows it.
          return back ? { ...fact, source: back.source, down: true } : fact;
        }),
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

function pairKey(
  { tool }: MigrationTool,
  name: string | undefined,
): string | undefined {
  return name === undefined ? undefined : `${tool} ${name}`;
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
