import { RESOURCE_TYPE_READINESS_SERVICE } from '@goldenpath/backstage-plugin-production-readiness-common';
import { createPermissionResourceRef } from '@backstage/plugin-permission-node';

/** What the rules know of a service. @public */
export interface ServiceResource {
  entityRef: string;
  /** Its owners, and the groups above them. */
  owners: string[];
  /** The groups that review every service, and the teams that take part in a review of this one. */
  reviewers: string[];
}

/** Services for which one of these is true. @public */
export interface ServiceQuery {
  property: 'owners' | 'reviewers';
  values: string[];
}

/** The resource type that policies tie rules to. @public */
export const readinessServiceResourceRef = createPermissionResourceRef<
  ServiceResource,
  ServiceQuery
>().with({
  pluginId: 'production-readiness',
  resourceType: RESOURCE_TYPE_READINESS_SERVICE,
});
