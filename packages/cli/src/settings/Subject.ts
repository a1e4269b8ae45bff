import { InputError } from '@backstage/errors';
import { RubricFile } from '@goldenpath/backstage-plugin-production-readiness-common';
import {
  accessSync,
  constants,
  lstatSync,
  realpathSync,
  statSync,
} from 'node:fs';
import { basename, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { Component, readCatalogInfo } from './readCatalogInfo';
import { parseReadinessFile, ReadinessFile } from './ReadinessFile';
import { readTextFile, reasonOf } from './readTextFile';

const settingsNames = ['.readiness.yaml', '.readiness.yml'];

/** What is checked: a service of a repository, with what the repository itself says about it. */
export interface Subject {
  /** Absolute folder of the repository. */
  root: string;
  /** Folder of the service, relative to the root with `/`; '' for the root. */
  path: string;
  name: string;
  deploySources: string[];
  /** Rubric files that the repository names. */
  rubrics: Array<{ path: string; shown: string }>;
  settings?: RubricFile<ReadinessFile>;
  /** The entity that the repository declares. */
  entity?: Component;
}

export interface SubjectOptions {
  service?: string;
  name?: string;
  /** Whether `.readiness.yaml` counts. */
  config: boolean;
}

/** @throws InputError, RubricError (for `.readiness.yaml`) when the service cannot be found */
export function readSubject(
  directory: string,
  options: SubjectOptions,
  cwd: string,
): Subject {
  const root = folderAt(resolve(cwd, directory), directory);
  const asked =
    options.service === undefined
      ? undefined
      : servicePath(root, options.service);
  const settings = options.config ? readSettings(root, asked) : undefined;
  const said = settings?.value;
  const path = asked ?? servicePath(root, said?.service ?? '');
  // In a monorepo the file speaks of one service; another one that is asked for is not it.
  const own =
    said?.service === undefined || servicePath(root, said.service) === path;
  const entity = readCatalogInfo(join(root, path));
  return {
    root,
    path,
    name:
      options.name ??
      (own ? said?.name : undefined) ??
      entity?.metadata.name ??
      basename(join(realpathSync(root), path)),
    deploySources: (own ? said?.deploySources ?? [] : []).map(folder =>
      folderPath(root, folder, 'The deploy source'),
    ),
    rubrics: (said?.rubric ?? []).map(file => ({
      path: insideOf(root, file, `The rubric ${file}`),
      shown: file,
    })),
    settings,
    entity,
  };
}

function folderAt(absolute: string, shown: string): string {
  try {
    if (!statSync(absolute).isDirectory()) {
      throw new InputError(
        `${shown} is a file; name the folder of a repository`,
      );
    }
    accessSync(absolute, constants.R_OK | constants.X_OK);
    return absolute;
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(`${shown} ${reasonOf(error)}`);
  }
}

function servicePath(root: string, service: string): string {
  return folderPath(root, service, 'The service');
}

/** A folder of the repository as a path relative to its root, with `/` and nothing at the ends. */
function folderPath(root: string, folder: string, what: string): string {
  const shown = `${what} ${folder}`;
  const absolute = insideOf(root, folder, shown);
  folderAt(absolute, shown);
  return relative(root, absolute).split(sep).join('/');
}

/** An absolute path that stands inside `root`, links resolved. */
function insideOf(root: string, path: string, shown: string): string {
  const absolute = resolve(root, path);
  if (leaves(root, absolute)) {
    throw new InputError(`${shown} is outside ${root}`);
  }
  try {
    if (leaves(realpathSync(root), realpathSync(absolute))) {
      throw new InputError(`${shown} is reached by a link that leaves ${root}`);
    }
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(`${shown} ${reasonOf(error)}`);
  }
  return absolute;
}

function leaves(root: string, absolute: string): boolean {
  const inside = relative(root, absolute);
  return isAbsolute(inside) || inside.split(sep)[0] === '..';
}

function readSettings(
  root: string,
  service: string | undefined,
): Subject['settings'] {
  for (const folder of new Set([service ?? '', ''])) {
    for (const name of settingsNames) {
      const path = join(root, folder, name);
      if (!lstatSync(path, { throwIfNoEntry: false })) continue;
      const shown = folder ? `${folder}/${name}` : name;
      const text = readTextFile(path, shown, { inRepository: true });
      return parseReadinessFile(text, shown);
    }
  }
  return undefined;
}
