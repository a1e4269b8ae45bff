/**
 * The homepage that a repository is created with. It leads to the service in the catalog, and its query names the
 * task that made the repository. It is set in the request that creates the repository, so there is no moment at
 * which a repository of ours does not carry it: what was killed half-way can be told from what is somebody's.
 */
export function markerUrl(
  portal: string,
  service: string,
  taskId: string,
): string {
  const url = new URL(
    `${portal.replace(/\/+$/, '')}/catalog/default/component/${service}`,
  );
  url.searchParams.set('created-by', taskId);
  return url.href;
}

/** The task that made a repository for a service, if this portal made it. */
export function markedTask(
  homepage: string | undefined,
  portal: string,
  service: string,
): string | undefined {
  if (!homepage || !URL.canParse(homepage)) {
    return undefined;
  }
  const taskId = new URL(homepage).searchParams.get('created-by');
  return taskId && homepage === markerUrl(portal, service, taskId)
    ? taskId
    : undefined;
}
