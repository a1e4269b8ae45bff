import { FoundDeployment } from '../../deployment/model';
import { ScopeNames } from '../../deployment/ScopeNames';
import { Limits } from '../../repository/limits';
import { SourceFile } from '../../repository/SourceFile';
import { ChartShelf } from './ChartShelf';
import { DeployFills } from './DeployFills';
import { Layout } from './Layout';

/** What a reader of one kind of deploy source knows of the repository. */
export interface DeployContext {
  layout: Layout;
  shelf: ChartShelf;
  names: ScopeNames;
  limits: Limits;
}

/** Reads one kind of deploy source. `layout` is complete before the first visit. */
export interface DeployReader {
  wants(path: string): boolean;
  /** Whether a file's text is worth a visit of this reader. */
  visit(file: SourceFile): void;
  /** A file that it wants cannot be read. */
  miss?(path: string): void;
  finish(
    fills: DeployFills,
  ): Partial<FoundDeployment> | Promise<Partial<FoundDeployment>>;
}

/** Makes a reader for one repository. */
export type DeployReaderFactory = (context: DeployContext) => DeployReader;
