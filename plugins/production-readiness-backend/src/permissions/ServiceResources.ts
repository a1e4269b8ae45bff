import { AuthService } from '@backstage/backend-plugin-api';
import {
  RELATION_OWNED_BY,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { ownerOf } from '../catalog/describeService';
import { GroupTree } from '../catalog/GroupTree';
import { ReviewStore } from '../database/ReviewStore';
import { ServiceResource } from './ServiceResource';

/** @see ServiceResources */
export interface ServiceResourcesOptions {
  auth: AuthService;
  catalog: CatalogService;
  groups: GroupTree;
  /** Groups that review every service. */
  reviewers: string[];
  reviews: ReviewStore;
}

/** Loads what the permission rules look at. */
export class ServiceResources {
  private constructor(private readonly options: ServiceResourcesOptions) {}

  static create(options: ServiceResourcesOptions): ServiceResources {
    return new ServiceResources(options);
  }

  /** In the order of the references; undefined for an entity that does not exist. */
  async load(
    entityRefs: string[],
  ): Promise<Array<ServiceResource | undefined>> {
    const { auth, catalog, groups, reviewers, reviews } = this.options;
    const credentials = await auth.getOwnServiceCredentials();
    const [{ items }, teams] = await Promise.all([
      catalog.getEntitiesByRefs({ entityRefs }, { credentials }),
      reviews.teamsOf(entityRefs),
    ]);
    return Promise.all(
      items.map(async entity => {
        if (!entity) return undefined;
        const entityRef = stringifyEntityRef(entity);
        const owner = ownerOf(entity);
        const owners = (entity.relations ?? [])
          .filter(({ type }) => type === RELATION_OWNED_BY)
          .map(({ targetRef }) => targetRef);
        return {
          entityRef,
          owners: await groups.withAncestors(
            owner ? [owner, ...owners] : owners,
          ),
          reviewers: [...reviewers, ...(teams.get(entityRef) ?? [])],
        };
      }),
    );
  }
}
