import { ConflictError } from '@backstage/errors';

/** A branch that a request is opened from. */
export interface HostedBranch {
  /** Titles of the commits that it has and its target has not, oldest first. */
  commits: string[];
  /** Address of the open request from it. */
  request: string | undefined;
}

/** Branches of a repository that exists, and the requests from them. */
export interface BranchHost {
  /** Whether opening a request from a branch that has one changes that one. */
  readonly changesRequests: boolean;
  /**
   * Checks that the token may make a branch and open a request.
   *
   * @throws InputError or NotAllowedError that says what to do.
   */
  assertCanPropose(): Promise<void>;
  /** The branch, if there is one, beside the branch that it would be merged into. */
  find(branch: string, target: string): Promise<HostedBranch | undefined>;
  delete(branch: string): Promise<void>;
}

/** For a branch of which the host does not tell what it holds: it must not be taken for an empty one. */
export function incomparable(branch: string, target: string): ConflictError {
  return new ConflictError(
    `The branch "${branch}" cannot be compared with "${target}"`,
  );
}
