import { stringifyEntityRef, UserEntity } from '@backstage/catalog-model';
import { SignInResolver } from '@backstage/plugin-auth-node';
import { ExampleUsers } from './CatalogExampleUsers';

/** Issues a Backstage token that owns what the user and all groups above own. */
export function createExampleSignInResolver(options: {
  users: ExampleUsers;
}): SignInResolver<UserEntity> {
  return async ({ result }, context) =>
    context.issueToken({
      claims: {
        sub: stringifyEntityRef(result),
        ent: await options.users.getOwnershipRefs(result),
      },
    });
}
