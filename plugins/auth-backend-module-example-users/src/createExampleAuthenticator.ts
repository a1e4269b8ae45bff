import { UserEntity } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  createProxyAuthenticator,
  ProxyAuthenticator,
} from '@backstage/plugin-auth-node';
import { ExampleUsers } from './CatalogExampleUsers';

/** Names the user to sign in as. A header, because a page of another origin cannot set one on its own. */
const USER_HEADER = 'x-example-user';

/** Reads the chosen user from the request's `x-example-user` header. */
export function createExampleAuthenticator(options: {
  users: ExampleUsers;
}): ProxyAuthenticator<undefined, UserEntity> {
  return createProxyAuthenticator({
    initialize: () => undefined,
    defaultProfileTransform: async ({ spec }) => ({
      profile: {
        displayName: spec.profile?.displayName,
        email: spec.profile?.email,
        picture: spec.profile?.picture,
      },
    }),
    async authenticate({ req }) {
      const entityRef = req.header(USER_HEADER);
      if (!entityRef) {
        throw new InputError(
          `The request names no user in the ${USER_HEADER} header`,
        );
      }
      return { result: await options.users.get(entityRef) };
    },
  });
}
