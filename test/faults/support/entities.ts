import { Entity } from '@backstage/catalog-model';

/** A service of the shop, with its repository on a Git host. */
export function serviceEntity(name: string, host: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      namespace: 'default',
      annotations: {
        'backstage.io/source-location': `url:http://${host}/acme/${name}/tree/main/`,
      },
    },
    spec: {
      type: 'service',
      lifecycle: 'production',
      owner: 'group:default/shop',
    },
  };
}

export function groupEntity(name: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name, namespace: 'default' },
    spec: { type: 'team', children: [] },
  };
}

/** Repositories that meet the test rubric at its lowest level, and one that does not. */
export const healthy = {
  'README.md': '# A service\n\nTakes orders of customers and keeps them.\n',
  'package.json': '{"name":"service","dependencies":{"express":"4.22.0"}}\n',
  'src/server.js':
    "const express = require('express');\nconst app = express();\napp.get('/health', (_request, response) => response.send('ok'));\napp.listen(8080);\n",
};
export const unhealthy = {
  ...healthy,
  'src/server.js':
    "const express = require('express');\nconst app = express();\napp.listen(8080);\n",
};
