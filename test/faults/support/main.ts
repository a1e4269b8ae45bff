import { createBackend } from '@backstage/backend-defaults';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { readFileSync } from 'node:fs';
import { signIn } from '../../support/signIn';

/** `child.cjs --config FILE`, with the file of its catalog in the environment. */
async function main() {
  const entities = JSON.parse(
    readFileSync(String(process.env.FAULTS_CATALOG), 'utf8'),
  );
  const catalog = catalogServiceMock({ entities });
  const backend = createBackend();
  backend.add(require('@backstage/plugin-auth-backend').default);
  backend.add(signIn);
  backend.add(require('@backstage/plugin-permission-backend').default);
  backend.add(
    require('@backstage/plugin-permission-backend-module-allow-all-policy')
      .default,
  );
  backend.add(
    createServiceFactory({
      service: catalogServiceRef,
      deps: {},
      factory: () => catalog,
    }),
  );
  backend.add(
    require('@goldenpath/backstage-plugin-production-readiness-backend')
      .default,
  );
  process.on('disconnect', () => process.exit());
  await backend.start();
  process.send?.('ready');
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
