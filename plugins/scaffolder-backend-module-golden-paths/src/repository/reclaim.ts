import { ConflictError } from '@backstage/errors';
import { parse } from 'yaml';
import { lockPath } from '../compose';
import { HostedRepository, RepositoryHost } from './RepositoryHost';
import { markedTask } from './marker';

/** What a repository under the wanted name turned out to be. */
export type Reclaimed = 'free' | 'own' | 'reclaimed';

/**
 * Makes the name of a repository free, if it is taken by nothing but the remains of a creation that did not end:
 * a repository that this portal made for this service, by a task that does not run any more, that never reached the
 * catalog, and on which nobody has worked.
 *
 * @returns `own` when the running task itself made the repository, which happens when it is resumed.
 * @throws ConflictError that says whose the repository is.
 */
export async function reclaim(options: {
  host: RepositoryHost;
  portal: string;
  service: string;
  taskId: string;
  isTaskAlive: (taskId: string) => Promise<boolean>;
  /** Whether something in the repository is registered in the catalog, processed already or not. */
  isRegistered: (repositoryUrl: string) => Promise<boolean>;
}): Promise<Reclaimed> {
  const { host, portal, service, taskId } = options;
  const repository = await host.find();
  if (!repository) {
    return 'free';
  }
  const maker = markedTask(repository.homepage, portal, service);
  if (!maker) {
    throw new ConflictError(
      `The name "${service}" is taken: ${repository.url} exists; choose another name`,
    );
  }
  if (maker === taskId) {
    return 'own';
  }
  if (await options.isTaskAlive(maker)) {
    throw new ConflictError(
      `"${service}" is being created right now, by the task ${maker}`,
    );
  }
  if (await options.isRegistered(repository.url)) {
    throw new ConflictError(
      `The name "${service}" is taken: ${repository.url} is registered in the catalog`,
    );
  }
  if (!(await isUntouched(host, repository, service))) {
    throw new ConflictError(
      `The name "${service}" is taken: ${repository.url} comes from a creation that did not end, but somebody has worked on it; register it in the catalog, or choose another name`,
    );
  }
  await host.delete();
  return 'reclaimed';
}

/** Whether a repository holds nothing, or nothing but the first commit of a golden path. */
export async function isUntouched(
  host: RepositoryHost,
  repository: HostedRepository,
  service: string,
): Promise<boolean> {
  if (repository.commits === 0) {
    return true;
  }
  if (repository.commits > 1) {
    return false;
  }
  const lock = await host.readFile(lockPath);
  try {
    return parse(lock ?? '', { maxAliasCount: 0 })?.service?.name === service;
  } catch {
    return false;
  }
}
