import {
  FactGap,
  FactOf,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { broughtBeside } from '../../deployment/broughtBeside';
import { ScopeNames } from '../../deployment/ScopeNames';
import { TerraformModules } from '../../infrastructure/modules/TerraformModules';
import { appRunnerContainer } from './appRunnerModules';

type Platform = FactOf<'containers'>['platform'];

/** Names of modules that define what runs, as registries and teams call them, and where it then runs. */
const running: Array<[Platform, RegExp]> = [
  ['ecs', /(?:^|[^a-z])(?:ecs|fargate)(?:[^a-z]|$)/i],
  ['cloud-run', /(?:^|[^a-z])cloud[-_]?run(?:[^a-z]|$)/i],
  [
    'other',
    /(?:^|[^a-z])(?:container[-_]?apps?|lambda|app[-_]?runner)(?:[^a-z]|$)/i,
  ],
];
/** Off Kubernetes nothing else of the platform stands beside what runs. */
const besideServer = broughtBeside?.filter(({ kind }) =>
  ['autoscaler', 'ingress', 'secret-store'].includes(`${kind}`),
);
const clusterOnly = /\/\/modules\/cluster\b/;

/** What a module that is elsewhere would define is not known: it may run the service, and how cannot be seen. */
export function remoteModuleGaps(
  modules: TerraformModules,
  names: ScopeNames,
): FactGap[] {
  return modules.all.flatMap(({ path, folder, lines, modules: called }) =>
    called.flatMap(({ label, source, line }) => {
      const platform = running.find(([, name]) => name.test(source))?.[0];
      const concerns = names.contains(path) || names.isNamedIn(label);
      if (platform === undefined || !concerns) return [];
      if (clusterOnly.test(source) || !modules.isElsewhere(folder, source)) {
        return [];
      }
      const known = appRunnerContainer(source, lines, line);
      const reason = `What the module ${source} defines is not in the repository.`;
      const runs = [{ role: 'service', production: true, platform }];
      const hidden: Record<string, FactGap['hides']> = {
        workloads: runs,
        containers: runs.map(run => ({ ...run, ...known })),
        platform: besideServer?.filter(
          ({ kind }) => !known?.secretEnvironment || kind !== 'secret-store',
        ),
        imageReferences: [{ production: true, from: 'deploy' }],
      };
      return Object.entries(hidden).map(([collection, hides]) => ({
        collection,
        reason,
        source: { path, line },
        hides,
      }));
    }),
  );
}
