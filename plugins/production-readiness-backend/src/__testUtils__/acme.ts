import { Entity } from '@backstage/catalog-model';

/** The tree of a repository of Acme, as the catalog and the reader call it. */
export function treeOf(name: string): string {
  return `https://git.example.com/acme/${name}/tree/main/`;
}

/** A service of Acme, owned by a group. */
export function serviceEntity(
  name: string,
  options: {
    owner?: string;
    annotations?: Record<string, string>;
    etag?: string;
  } = {},
): Entity {
  const {
    owner = 'group:default/shop',
    annotations = { 'backstage.io/source-location': `url:${treeOf(name)}` },
    etag,
  } = options;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace: 'default', annotations, etag },
    spec: { type: 'service', lifecycle: 'production', owner },
  };
}

/** A team, with the groups directly below it. */
export function groupEntity(name: string, children: string[] = []): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name, namespace: 'default' },
    spec: { type: 'team', children: [] },
    relations: children.map(targetRef => ({ type: 'parentOf', targetRef })),
  };
}

/** A repository that meets the test rubric. */
export const healthy = {
  'app.js': "const app = express();\napp.get('/health', ok);\n",
  'README.md': '# Orders',
};

/** The same without its health endpoint. */
export const unhealthy = { ...healthy, 'app.js': 'const app = express();\n' };
