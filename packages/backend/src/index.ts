import { createBackend } from '@backstage/backend-defaults';
import { databaseHealth } from './databaseHealth';
import { promptShutdown } from './promptShutdown';

const backend = createBackend();

backend.add(databaseHealth);
backend.add(promptShutdown);

backend.add(import('@backstage/plugin-app-backend'));

// Sign-in. The example users load only where auth.providers.example is configured, never in production.
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-github-provider'));
backend.add(
  import('@goldenpath/backstage-plugin-auth-backend-module-example-users'),
);

// Permissions
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(
  import('@backstage/plugin-permission-backend-module-allow-all-policy'),
);

// Catalog
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-catalog-backend-module-github'));
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);
backend.add(
  import('@goldenpath/backstage-plugin-catalog-backend-module-golden-paths'),
);

// Scaffolder
backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(import('@backstage/plugin-scaffolder-backend-module-github'));
backend.add(import('@backstage/plugin-scaffolder-backend-module-gitlab'));
backend.add(
  import('@backstage/plugin-scaffolder-backend-module-notifications'),
);
backend.add(
  import('@backstage/plugin-scaffolder-backend-module-workspace-database'),
);
backend.add(
  import('@goldenpath/backstage-plugin-scaffolder-backend-module-golden-paths'),
);

// Production readiness
backend.add(
  import('@goldenpath/backstage-plugin-production-readiness-backend'),
);
backend.add(
  import(
    '@goldenpath/backstage-plugin-production-readiness-backend-module-prometheus'
  ),
);

// Events of the Git hosts. The modules listen to nobody until a secret is configured.
backend.add(import('@backstage/plugin-events-backend'));
backend.add(import('@backstage/plugin-events-backend-module-github'));
backend.add(import('@backstage/plugin-events-backend-module-gitlab'));

// Search
backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));
backend.add(import('@backstage/plugin-search-backend-module-pg'));
backend.add(import('@backstage/plugin-search-backend-module-techdocs'));

// Documentation, notifications, settings, actions for MCP clients
backend.add(import('@backstage/plugin-techdocs-backend'));
backend.add(import('@backstage/plugin-notifications-backend'));
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@backstage/plugin-user-settings-backend'));
backend.add(import('@backstage/plugin-mcp-actions-backend'));

backend.start().catch(error => {
  // Plugins that did start keep the process alive; half a backend helps nobody.
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
