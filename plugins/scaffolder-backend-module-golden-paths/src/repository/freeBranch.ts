import { ConflictError } from '@backstage/errors';
import { BranchHost, HostedBranch } from './BranchHost';

/** What a branch turned out to be: `free`, `freed` of what an interrupted run had left, or `shared` with an open request. */
export type FreedBranch = 'free' | 'freed' | 'shared';

/**
 * Makes a branch free for a request, if nothing but the remains of an earlier run stands in its way.
 *
 * @param title - what the one commit of such a run is called
 * @throws ConflictError that says what stands there.
 */
export async function freeBranch(options: {
  host: BranchHost;
  branch: string;
  target: string;
  title: string;
}): Promise<FreedBranch> {
  const { host, branch, target, title } = options;
  const found = await host.find(branch, target);
  if (!found) return 'free';
  const isUntouched = isUntouchedBranch(found, title);
  // What changes a request writes the branch anew, over whatever stands there.
  if (host.changesRequests && isUntouched) return 'shared';
  if (found.request) {
    throw new ConflictError(
      `There is an open request already${
        isUntouched ? '' : ', and somebody has worked on it'
      }: ${found.request}; merge or close it first`,
    );
  }
  if (!isUntouched) {
    throw new ConflictError(
      `There is no open request, but somebody has worked on the branch "${branch}": open a request from it, or delete it`,
    );
  }
  await host.delete(branch);
  return 'freed';
}

/** Whether a branch holds nothing, or nothing but the one commit of a run. */
export function isUntouchedBranch(
  { commits }: HostedBranch,
  title: string,
): boolean {
  return commits.length <= 1 && commits.every(each => each === title);
}
