import { NotFoundError } from '@backstage/errors';
import { presentOwner, TOKEN_USER } from '../present/presentOwner';
import { isOwnerName } from '../repositories/names';

/** A namespace in GitLab's form: a group, or the user whose token it is. */
export interface Namespace {
  id: number;
  name: string;
  path: string;
  kind: 'group' | 'user';
  full_path: string;
  web_url: string;
}

/**
 * Every well-formed name is a group. GitLab's clients ask for a namespace by its name and create in it by its number, so
 * the forge remembers which numbers it gave out.
 */
export class GitlabNamespaces {
  private readonly names = new Map<number, string>();

  /** Throws a NotFoundError for a name that no group can have. */
  show(origin: string, nameOrId: string): Namespace {
    const name = this.names.get(Number(nameOrId)) ?? nameOrId;
    if (!isOwnerName(name)) throw new NotFoundError('404 Namespace Not Found');
    const { id } = presentOwner(origin, name);
    this.names.set(id, name);
    return {
      id,
      name,
      path: name,
      kind: name.toLowerCase() === TOKEN_USER ? 'user' : 'group',
      full_path: name,
      web_url: `${origin}/${name}`,
    };
  }
}
