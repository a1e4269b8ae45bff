import { ComposedFile } from '@goldenpath/backstage-plugin-scaffolder-backend-module-golden-paths';

/** Files that a validator looks at together. */
export interface Unit {
  /** What the problems of the unit are told under. */
  label: string;
  files: ComposedFile[];
}

/** Something that generated files are held against. */
export interface Validator {
  name: string;
  /** Why it cannot be run here; undefined when it can. */
  missing?(): string | undefined;
  /** What of a service it looks at; nothing where the service has nothing of the kind. */
  units(files: readonly ComposedFile[]): Unit[];
  /** What is wrong with a unit, which depends on nothing but the contents of its files. */
  check(unit: Unit): Promise<string[]>;
}
