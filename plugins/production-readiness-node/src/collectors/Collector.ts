import {
  CollectionName,
  FactGap,
  FactItem,
  FactOf,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { Limits } from '../repository/limits';
import { SourceFile } from '../repository/SourceFile';

/** Which service of the repository facts are collected for. @public */
export interface ServiceScope {
  /** Folder of the service, relative to the root, without slashes at the ends; '' for the whole repository. */
  path: string;
  /** The name by which images, workloads and charts refer to the service. */
  name: string;
  /** Folders elsewhere in the repository that deploy this service although nothing in them names it. */
  deploySources?: readonly string[];
}

/** What a collector contributes. Items of one collection come from any number of collectors. @public */
export interface CollectedFacts {
  collections: { [C in CollectionName]?: Array<FactOf<C>> } & {
    [custom: string]: FactItem[] | undefined;
  };
  gaps: FactGap[];
}

/**
 * One collection of facts from one repository. The tree is walked once: `wants` sees every file's path and decides
 * whether the file is read at all, `visit` sees each wanted file exactly once in the order of paths, `finish`
 * answers. A file that cannot be read (too large, binary) becomes a gap in the collector's collections, or in those that
 * `concerns` names for it, as far as a file of its name can hold anything of them.
 * @public
 */
export interface CollectorRun {
  wants(file: { path: string; size: number }): boolean;
  visit(file: SourceFile): void;
  /** Whether a file that is not wanted may be, when it is known where those that were read lead. */
  mayFollow?(file: { path: string; size: number }): boolean;
  /**
   * Which of them are wanted now; asked when all that was wanted has been visited, until nothing is added. One that
   * others want is visited in any case.
   */
  follows?(): (path: string) => boolean;
  finish(): Promise<CollectedFacts> | CollectedFacts;
  /** The collections that would miss something if this file could not be read; all of the collector's by default. */
  concerns?(path: string): readonly string[];
  /** A file that it wants cannot be read. */
  miss?(path: string): void;
}

/** Produces facts of one kind. Stateless; all state is in its runs. @public */
export interface Collector {
  id: string;
  /** The collections that it contributes to. */
  collections: readonly string[];
  start(scope: ServiceScope, limits: Limits): CollectorRun;
}
