/** Where a repository is, or is going to be. */
export interface RepositoryAddress {
  host: string;
  /** Organisation, user or group; GitLab's groups may be nested. */
  owner: string;
  name: string;
}

/** A repository, as far as a creation has to know it. */
export interface HostedRepository {
  url: string;
  /** The homepage that it was created with. */
  homepage: string | undefined;
  /** How many commits the default branch has; counted up to two. */
  commits: 0 | 1 | 2;
}

/** The place on a Git host that a repository is created in. */
export interface RepositoryHost {
  readonly kind: 'github' | 'gitlab';
  /**
   * Checks what can be checked before a repository is made: that the owner exists and the token may create.
   *
   * @throws InputError or NotAllowedError that says what to do.
   */
  assertCanCreate(): Promise<void>;
  /** The repository, if there is one under the name. */
  find(): Promise<HostedRepository | undefined>;
  /** A file of the default branch. */
  readFile(path: string): Promise<string | undefined>;
  /** Deletes the repository. */
  delete(): Promise<void>;
  /**
   * Lets a branch be changed by merges alone. Absent where publishing does that already.
   */
  protectBranch?(branch: string): Promise<void>;
}
