import { FactGap } from '@goldenpath/backstage-plugin-production-readiness-common';
import { ScopeNames } from '../../deployment/ScopeNames';
import { TerraformSource } from '../../infrastructure/modules/TerraformSource';

/** Names of modules that define what runs, as registries and teams call them. */
const running =
  /(?:^|[^a-z])(?:ecs|fargate|cloud[-_]?run|container[-_]?apps?|lambda|app[-_]?runner)(?:[^a-z]|$)/i;
const clusterOnly = /\/\/modules\/cluster\b/;

/** What a module that is elsewhere would define is not known: it may run the service, and how cannot be seen. */
export function remoteModuleGaps(
  sources: readonly TerraformSource[],
  names: ScopeNames,
): FactGap[] {
  return sources.flatMap(({ path, remote }) =>
    remote
      .filter(({ label, source }) => {
        const concerns = names.contains(path) || names.isNamedIn(label);
        return concerns && running.test(source) && !clusterOnly.test(source);
      })
      .flatMap(({ source, line }) =>
        ['workloads', 'containers', 'platform', 'imageReferences'].map(
          collection => ({
            collection,
            reason: `What the module ${source} defines is not in the repository.`,
            source: { path, line },
          }),
        ),
      ),
  );
}
