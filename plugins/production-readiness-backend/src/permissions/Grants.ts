import {
  BackstageCredentials,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  isResourcePermission,
  Permission,
} from '@backstage/plugin-permission-common';
import { createConditionAuthorizer } from '@backstage/plugin-permission-node';
import { readinessServiceResourceRef } from './ServiceResource';
import { ServiceResources } from './ServiceResources';

/** Leave to do something, which may hold for some services only. */
export interface Grant {
  /** @throws NotAllowedError when it does not hold for this service */
  require(entityRef: string): Promise<void>;
}

const unconditional: Grant = { require: async () => {} };

/** @see Grants */
export interface GrantsOptions {
  permissions: PermissionsService;
  registry: PermissionsRegistryService;
  resources: ServiceResources;
}

/** Asks the policy of the portal once, before anything is loaded, and applies its conditions to what was loaded. */
export class Grants {
  private constructor(private readonly options: GrantsOptions) {}

  static create(options: GrantsOptions): Grants {
    return new Grants(options);
  }

  /** @throws NotAllowedError when the caller does not have the permission for any service */
  async ask(
    permission: Permission,
    credentials: BackstageCredentials,
  ): Promise<Grant> {
    const { permissions, registry, resources } = this.options;
    const missing = () =>
      new NotAllowedError(`The permission ${permission.name} is missing`);
    if (!isResourcePermission(permission)) {
      const [{ result }] = await permissions.authorize([{ permission }], {
        credentials,
      });
      if (result !== AuthorizeResult.ALLOW) throw missing();
      return unconditional;
    }
    const [decision] = await permissions.authorizeConditional(
      [{ permission }],
      {
        credentials,
      },
    );
    if (decision.result === AuthorizeResult.ALLOW) return unconditional;
    if (decision.result === AuthorizeResult.DENY) throw missing();
    const holds = createConditionAuthorizer(
      registry.getPermissionRuleset(readinessServiceResourceRef),
    );
    return {
      async require(entityRef) {
        const [resource] = await resources.load([entityRef]);
        if (holds(decision, resource)) return;
        throw new NotAllowedError(
          `The permission ${permission.name} does not hold for ${entityRef}`,
        );
      },
    };
  }
}
