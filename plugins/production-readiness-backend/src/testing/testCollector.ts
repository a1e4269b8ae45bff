import {
  Collector,
  productionReadinessExtensionPoint,
} from '@goldenpath/backstage-plugin-production-readiness-node';
import { createBackendModule } from '@backstage/backend-plugin-api';
import { FactOf } from '@goldenpath/backstage-plugin-production-readiness-common';

/** Sees a health endpoint where app.js says /health, and a readme where there is a README.md. */
const testCollector: Collector = {
  id: 'test',
  collections: ['code', 'docs'],
  start() {
    const code: Array<FactOf<'code'>> = [];
    const docs: Array<FactOf<'docs'>> = [];
    return {
      wants: ({ path }) => ['app.js', 'README.md'].includes(path),
      visit({ path, lines }) {
        const line = lines.findIndex(text => text.includes('/health')) + 1;
        if (path === 'app.js' && line > 0) {
          code.push({
            source: { path, line },
            capability: 'health-endpoint',
            by: 'construct',
            name: '/health',
            ecosystem: 'node',
            facets: [],
          });
        }
        if (path === 'README.md') {
          docs.push({
            source: { path },
            kind: 'readme',
            title: lines[0],
            facets: [],
            template: false,
          });
        }
      },
      finish: () => ({ collections: { code, docs }, gaps: [] }),
    };
  },
};

export const testCollectorModule = createBackendModule({
  pluginId: 'production-readiness',
  moduleId: 'test-collector',
  register(env) {
    env.registerInit({
      deps: { readiness: productionReadinessExtensionPoint },
      async init({ readiness }) {
        readiness.addCollector(testCollector);
      },
    });
  },
});
