/**
 * A group that an example user is a direct member of.
 *
 * @public
 */
export interface ExampleGroup {
  /** Full entity reference, for example `group:default/checkout`. */
  entityRef: string;
  /** The name to show, for example `Checkout`. */
  displayName: string;
}

/**
 * A user that one can sign in as.
 *
 * @public
 */
export interface ExampleUser {
  /** Full entity reference, for example `user:default/ada`. */
  entityRef: string;
  /** The name to show, for example `Ada Lindqvist`. */
  displayName: string;
  /** What the user's entity says about the person, for example a role. */
  description?: string;
  /** The groups that the user is a direct member of, by display name. */
  groups: ExampleGroup[];
}
