import { createBackend } from '@backstage/backend-defaults';
import { BackendFeature } from '@backstage/backend-plugin-api';
import { fleetCatalogService } from '../fleet/catalog';
import { policy } from './policy';
import { slowRepositories } from './slowRepositories';
import { countStatements } from './countStatements';
import { signIn } from '../../../support/signIn';

/** The plugin that a portal is there for, beside sign-in and permissions, which every portal has. */
const plugins: Record<string, () => Array<{ default: BackendFeature }>> = {
  'production-readiness': () => [
    require('@goldenpath/backstage-plugin-production-readiness-backend'),
  ],
  'tech-insights': () => [
    require('@backstage-community/plugin-tech-insights-backend'),
    require('@backstage-community/plugin-tech-insights-backend-module-jsonfc'),
    { default: require('./storedFacts').storedFacts(process.env.BENCH_FACTS) },
  ],
};

/** `child.cjs --config FILE`, with the rest in the environment of the process. */
async function main() {
  const { BENCH_PLUGIN = '', BENCH_SERVICES, BENCH_DELAY } = process.env;
  const statements = countStatements();
  const backend = createBackend();
  backend.add(require('@backstage/plugin-auth-backend').default);
  backend.add(signIn);
  backend.add(require('@backstage/plugin-permission-backend').default);
  backend.add(policy);
  backend.add(fleetCatalogService(Number(BENCH_SERVICES)));
  if (BENCH_DELAY) backend.add(slowRepositories(Number(BENCH_DELAY)));
  for (const feature of plugins[BENCH_PLUGIN]()) backend.add(feature.default);
  process.on('message', () => process.send?.({ statements: statements() }));
  process.on('disconnect', () => process.exit());
  await backend.start();
  process.send?.('ready');
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
