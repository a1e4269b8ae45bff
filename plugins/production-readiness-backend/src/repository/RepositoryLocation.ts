import {
  ANNOTATION_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  Entity,
  getEntitySourceLocation,
} from '@backstage/catalog-model';
import { ScmIntegrationRegistry } from '@backstage/integration';
import parseGitUrl from 'git-url-parse';
import { EvaluationError } from '../evaluation/EvaluationError';

/** Where the source of a service is. */
export interface RepositoryLocation {
  /** Root of the repository at its branch, as a UrlReader takes it. */
  url: string;
  /** Folder of the service in it, without slashes at the ends; '' for the root. */
  path: string;
  host: string;
  /** `host/owner/name`, lower case. */
  repository: string;
}

/**
 * Finds the repository of a service by its annotations.
 * @throws EvaluationError that says which annotation to set, when there is none that can be read
 */
export function locateRepository(
  entity: Entity,
  integrations: ScmIntegrationRegistry,
): RepositoryLocation {
  const { type, target } = sourceLocation(entity);
  if (type !== 'url') {
    throw new EvaluationError(
      `The entity comes from a ${type} location, whose repository is not known. Set the annotation ${ANNOTATION_SOURCE_LOCATION} to url:https://…/ of the folder that holds the service.`,
    );
  }
  try {
    const parsed = parseGitUrl(target);
    return {
      ...locate(target, parsed, integrations),
      path: folderOf(entity, parsed.filepath, parsed.filepathtype),
    };
  } catch (error) {
    throw new EvaluationError(
      `The source location ${withoutSecrets(
        target,
      )} is not the URL of a repository. Correct the annotation ${ANNOTATION_SOURCE_LOCATION}.`,
      { cause: error },
    );
  }
}

/**
 * Finds the repository and the folder that a URL names.
 * @throws Error for a URL that is none of a repository
 */
export function locateUrl(
  target: string,
  integrations: ScmIntegrationRegistry,
): RepositoryLocation {
  return locate(target, parseGitUrl(target), integrations);
}

function locate(
  target: string,
  { owner, name, filepath }: parseGitUrl.GitUrl,
  integrations: ScmIntegrationRegistry,
): RepositoryLocation {
  const { protocol, host } = new URL(target);
  if (!/^https?:$/.test(protocol) || !owner || !name) {
    throw new Error('no repository in the URL');
  }
  return {
    url: integrations.resolveUrl({ url: '/', base: target }),
    path: filepath.replace(/^\/+|\/+$/g, ''),
    host,
    repository: `${host}/${owner}/${name}`.toLowerCase(),
  };
}

function sourceLocation(entity: Entity): { type: string; target: string } {
  try {
    return getEntitySourceLocation(entity);
  } catch (error) {
    throw new EvaluationError(
      `The entity has no readable source location. Set the annotation ${ANNOTATION_SOURCE_LOCATION} to url:https://…/ of the folder that holds the service.`,
      { cause: error },
    );
  }
}

/** A source location is a folder. Where only the location of the descriptor is known, its folder is the service's. */
function folderOf(entity: Entity, filepath: string, type: string): string {
  const folder = filepath.replace(/^\/+|\/+$/g, '');
  const annotations = entity.metadata.annotations ?? {};
  const isFile =
    type === 'blob' ||
    (!annotations[ANNOTATION_SOURCE_LOCATION] &&
      annotations[ANNOTATION_LOCATION] !== undefined);
  if (!isFile) return folder;
  return folder.includes('/') ? folder.slice(0, folder.lastIndexOf('/')) : '';
}

/** A URL that can be shown and logged: without user, password and query. */
export function withoutSecrets(url: string): string {
  try {
    const { protocol, host, pathname } = new URL(url);
    return `${protocol}//${host}${pathname}`;
  } catch {
    return '(not a URL)';
  }
}
