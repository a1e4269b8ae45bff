import { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';

export const host = 'git.example.com';

/** The Git host of the fleet, as the configuration of a portal names it. */
export const integrationsConfig = {
  github: [{ host, apiBaseUrl: `https://${host}/api/v3` }],
};

export const integrations = ScmIntegrations.fromConfig(
  new ConfigReader({ integrations: integrationsConfig }),
);

export function nameOf(index: number): string {
  return `service-${String(index).padStart(6, '0')}`;
}

export function entityRefOf(index: number): string {
  return `component:default/${nameOf(index)}`;
}

/** The service of an index: the same in every run. A team has forty services, a system ten. */
export function entityOf(index: number): Entity {
  const name = nameOf(index);
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      namespace: 'default',
      name,
      etag: `etag-${index}`,
      title: `Service ${index}`,
      description: 'One of a seeded fleet.',
      tags: [`language-${index % 7}`],
      annotations: {
        'backstage.io/source-location': `url:https://${host}/acme/${name}/tree/main/`,
      },
    },
    spec: {
      type: 'service',
      lifecycle: index % 10 === 0 ? 'experimental' : 'production',
      owner: `team-${Math.floor(index / 40)}`,
      system: `system-${Math.floor(index / 10)}`,
    },
    relations: [
      {
        type: 'ownedBy',
        targetRef: `group:default/team-${Math.floor(index / 40)}`,
      },
      {
        type: 'partOf',
        targetRef: `system:default/system-${Math.floor(index / 10)}`,
      },
    ],
  };
}
