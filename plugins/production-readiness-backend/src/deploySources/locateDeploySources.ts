import { Entity } from '@backstage/catalog-model';
import { ScmIntegrationRegistry } from '@backstage/integration';
import {
  locateUrl,
  RepositoryLocation,
  withoutSecrets,
} from '../repository/RepositoryLocation';

/** Names the repositories, or folders of them, that deploy a service from elsewhere: URLs with commas between. */
export const deploySourcesAnnotation = 'goldenpath.dev/deploy-sources';

const mostSources = 10;

/** A deploy source as the annotation names it, with its place, or what is wrong with it. */
export type DeploySource = { shown: string } & (
  | { location: RepositoryLocation }
  | { problem: string }
);

/** The deploy sources of a service in other repositories, as many as are read. */
export function locateDeploySources(
  entity: Entity,
  integrations: ScmIntegrationRegistry,
): DeploySource[] {
  const annotation = entity.metadata.annotations?.[deploySourcesAnnotation];
  const urls = new Set((annotation ?? '').split(/[\s,]+/).filter(Boolean));
  return [...urls].slice(0, mostSources).map(url => {
    const shown = withoutSecrets(url);
    try {
      return { shown, location: locateUrl(url, integrations) };
    } catch {
      return {
        shown,
        problem: `${shown} is not the URL of a repository. Correct the annotation ${deploySourcesAnnotation}.`,
      };
    }
  });
}
