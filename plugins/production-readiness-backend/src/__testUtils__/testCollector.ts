import {
  Collector,
  productionReadinessExtensionPoint,
} from '@goldenpath/backstage-plugin-production-readiness-node';
import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  FactGap,
  FactOf,
} from '@goldenpath/backstage-plugin-production-readiness-common';

/** Sees a health endpoint where app.js says /health, and a readme where there is a README.md; deploy.yaml has to be YAML. */
const testCollector: Collector = {
  id: 'test',
  collections: ['code', 'docs'],
  start() {
    const code: Array<FactOf<'code'>> = [];
    const docs: Array<FactOf<'docs'>> = [];
    const gaps: FactGap[] = [];
    return {
      wants: ({ path }) =>
        ['app.js', 'README.md', 'deploy.yaml'].includes(path),
      visit(file) {
        const { path, lines } = file;
        const yaml = path === 'deploy.yaml' ? file.yaml() : undefined;
        if (yaml && 'problem' in yaml) {
          gaps.push({
            collection: 'code',
            reason: `${path} is not YAML: ${yaml.problem}`,
            source: { path, line: yaml.line },
          });
        }
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
      finish: () => ({ collections: { code, docs }, gaps }),
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
