import { InputError } from '@backstage/errors';

// GitHub's rule for accounts: letters, digits and single hyphens inside, 39 characters at most.
const OWNER = /^[a-z0-9](?:[a-z0-9]|-(?=[a-z0-9])){0,38}$/i;
// GitHub's characters for repositories. Unlike GitHub, a name that begins with a hyphen is refused, because it would
// read as an option wherever somebody passes it to a command.
const REPOSITORY = /^[a-z0-9._][a-z0-9._-]{0,99}$/i;
const RESERVED_ENDING = /\.(?:git|wiki)$/i;
/** First parts of addresses that are not an owner. */
const RESERVED_OWNERS = new Set(['api', 'raw']);

/** Whether an account may have this name. */
export function isOwnerName(name: string): boolean {
  return OWNER.test(name) && !RESERVED_OWNERS.has(name.toLowerCase());
}

/** Whether a repository may have this name. */
export function isRepositoryName(name: string): boolean {
  return (
    REPOSITORY.test(name) &&
    !/^\.{1,2}$/.test(name) &&
    !RESERVED_ENDING.test(name)
  );
}

/** Throws an InputError unless both names are allowed. */
export function assertNames(owner: string, name: string): void {
  if (!isOwnerName(owner))
    throw new InputError(`'${printable(owner)}' is not a valid owner name`);
  if (!isRepositoryName(name))
    throw new InputError(`'${printable(name)}' is not a valid repository name`);
}

function printable(name: string): string {
  return JSON.stringify(name.slice(0, 100)).slice(1, -1);
}
