import { InputError } from '@backstage/errors';
import { ComposedFile, Composition } from '../compose/Composition';
import { compose } from '../compose/compose';
import { lockPath } from '../compose/lockFile';
import { matchesGlob } from '../compose/matchesGlob';
import { PathDefinition } from '../compose/PathDefinition';
import { TemplateLibrary } from '../compose/TemplateLibrary';
import {
  AdoptionLock,
  adoptionLockFile,
  adoptionLockPath,
} from './adoptionLock';
import { DetectedService } from './detectService';
import { codeSpan } from './markdownText';
import { ListedPaths } from './RepositoryListing';

/** A file that a block would have brought. */
export interface KeptFile {
  file: ComposedFile;
  /** What the repository has instead, which is not touched. */
  existing: string;
}

/** What is added to a repository. */
export interface Addition {
  composition: Omit<Composition, 'files'>;
  /** The files that are added; with the lock, and empty when there is nothing to add. */
  files: ComposedFile[];
  kept: KeptFile[];
  /** What stands beside something new, in sentences. */
  clashes: string[];
}

/**
 * Composes what the answers ask for and the repository has not. Nothing that exists is among it, but the lock of
 * earlier additions.
 *
 * @throws as `compose` does; InputError for a path that adopts nothing
 */
export function composeAddition(options: {
  library: TemplateLibrary;
  path: string;
  answers: Record<string, unknown>;
  detected: DetectedService;
  listed: ListedPaths;
  earlier: AdoptionLock | undefined;
  hostKind: 'github' | 'gitlab';
}): Addition {
  const { library, listed, detected, earlier } = options;
  const { adopts } = library.path(options.path);
  if (!adopts) {
    throw new InputError(
      `The path ${options.path} makes new services; it adopts none`,
    );
  }
  const { files, ...composition } = compose({
    library,
    path: options.path,
    answers: options.answers,
    profile: detected.profile,
    hostKind: () => options.hostKind,
  });
  const brought = files.filter(({ path }) => path !== lockPath);
  const names = { name: composition.service.name };
  const wholes = adopts.wholes.map(folder => fill(folder, names));
  const kept: KeptFile[] = [];
  const added: ComposedFile[] = [];
  for (const file of brought) {
    const existing = existingFor(file.path, listed, wholes, adopts);
    if (existing === undefined) {
      added.push(file);
    } else if (!isOwn(file.path, earlier)) {
      kept.push({ file, existing });
    }
  }
  const lock = adoptionLockFile(
    composition,
    added,
    kept.map(({ file }) => file),
    earlier,
  );
  return {
    composition,
    files: added.length > 0 ? [...added, lock] : [],
    kept,
    clashes: findClashes(
      added,
      listed.files().filter(file => !isOwn(file, earlier)),
      adopts,
      names,
    ),
  };
}

function existingFor(
  path: string,
  listed: ListedPaths,
  wholes: string[],
  { alternatives }: NonNullable<PathDefinition['adopts']>,
): string | undefined {
  const whole = wholes.find(folder => path.startsWith(`${folder}/`));
  if (whole !== undefined) {
    const inside = listed.inTheWay(whole);
    if (inside) {
      return inside.path;
    }
  }
  const inTheWay = listed.inTheWay(path);
  if (inTheWay) {
    return inTheWay.path;
  }
  for (const { brings, instead } of alternatives) {
    if (brings.some(pattern => matchesGlob(path, pattern))) {
      const other = listed
        .files()
        .find(file => instead.some(pattern => matchesGlob(file, pattern)));
      if (other !== undefined) {
        return other;
      }
    }
  }
  return undefined;
}

/** Whether an earlier addition brought it: then it is neither news nor anybody else's. */
function isOwn(path: string, earlier: AdoptionLock | undefined): boolean {
  const mode = earlier?.files[path]?.mode;
  return (mode !== undefined && mode !== 'kept') || path === adoptionLockPath;
}

function findClashes(
  added: readonly ComposedFile[],
  others: readonly string[],
  { clashes }: NonNullable<PathDefinition['adopts']>,
  names: { name: string },
): string[] {
  return clashes.flatMap(({ brings, beside, says }) => {
    const patterns = brings.map(pattern => fill(pattern, names));
    const isNew = added.some(({ path }) =>
      patterns.some(pattern => matchesGlob(path, pattern)),
    );
    const found = isNew
      ? others.filter(path =>
          beside.some(pattern => matchesGlob(path, fill(pattern, names))),
        )
      : [];
    return found.length > 0 ? [`${says} There: ${quoted(found)}.`] : [];
  });
}

function quoted(paths: string[]): string {
  const shown = paths.slice(0, 5).map(path => codeSpan(path));
  const more = paths.length - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function fill(text: string, names: { name: string }): string {
  return text.replaceAll('{name}', names.name);
}
