/** A repository, as far as a creation has to know it. */
export interface HostedRepository {
  url: string;
  homepage: string | undefined;
  /** How many commits the default branch has; counted up to two. */
  commits: 0 | 1 | 2;
}

/** The place on a Git host that a repository is created in. */
export interface RepositoryHost {
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
}
