import { FoundDeployment } from '../../deployment/model';
import { EnvironmentKind } from '../../deployment/environments';
import { VariableOrigin } from '../../infrastructure/modules/TerraformInstance';
import { PipelineFills } from '../../deployment/imageReferences';
import { ScopeNames } from '../../deployment/ScopeNames';
import { Limits } from '../../repository/limits';
import { SourceFile } from '../../repository/SourceFile';
import { ChartShelf } from './ChartShelf';
import { Layout } from './Layout';

/** What a reader of one kind of deploy source knows of the repository. */
export interface DeployContext {
  layout: Layout;
  shelf: ChartShelf;
  names: ScopeNames;
  limits: Limits;
}

/** What only the whole repository tells; known when all files were visited. */
export interface DeployFills extends PipelineFills {
  /** Paths of chart values that a pipeline sets, such as `image.tag`. */
  values: ReadonlySet<string>;
  /** Variables of Terraform that a pipeline sets, and how. */
  variables: ReadonlyMap<string, VariableOrigin>;
  /** The environments that tools deploy folders and files of values for, by path. */
  environments: ReadonlyMap<string, EnvironmentKind>;
  /** Paths of Dockerfiles whose last stage has a HEALTHCHECK. */
  healthchecks: ReadonlySet<string>;
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
