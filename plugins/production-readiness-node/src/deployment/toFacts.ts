import { FactOf } from '@goldenpath/backstage-plugin-production-readiness-common';
import { CollectedFacts } from '../collectors/Collector';
import { tokensRemoved } from '../repository/yaml/unresolved';
import { jobNamesRetention } from '../retention/namesRetention';
import {
  AttributedWorkload,
  attributeWorkloads,
  selectsService,
} from './attribute';
import { partial, partialGuards } from './coverage';
import { deployReference, PipelineFills, pipelineTag } from './imageReferences';
import {
  FoundContainer,
  FoundDeployment,
  FoundPlatform,
  FoundWorkload,
  Origin,
} from './model';
import { productionWorkloads } from './production';
import { withoutTokens } from '../repository/yaml/unresolved';
import { ScopeNames } from './ScopeNames';

/** The facts of one service from all that the repository's deploy sources hold. */
export function toFacts(
  found: FoundDeployment,
  names: ScopeNames,
  fills: PipelineFills,
): CollectedFacts {
  const attributed = attributeWorkloads(found, names);
  const own = attributed
    .filter(({ role }) => role !== 'dependency')
    .map(({ workload }) => workload);
  const families = new Set(own.map(({ origin }) => origin.family));
  const isOwnSource = (origin: Origin) =>
    names.contains(origin.folder) ||
    families.has(origin.family) ||
    (origin.name !== undefined && names.isSame(origin.name));
  const sources = found.sources.filter(({ origin }) => isOwnSource(origin));
  const production = productionWorkloads(
    attributed,
    sources.some(
      ({ tool, origin }) =>
        tool !== 'compose' && tool !== 'procfile' && origin.production,
    ),
  );
  const services = attributed
    .filter(({ role }) => role === 'service')
    .map(({ workload }) => workload);
  const clear = inClear(found.platform);
  const deployed = attributed
    .filter(item => item.role === 'service' && production.has(item))
    .map(({ workload }) => workload);
  const partly = partialGuards(found, deployed, names);
  const platform = found.platform.flatMap(item => {
    const targets = item.kind === 'autoscaler' ? services : own;
    const facets = partly.has(item) ? [...item.facets, partial] : item.facets;
    return platformFact(
      { ...item, facets },
      selectsService(item, targets, found, names),
      names,
      clear,
    );
  });
  return {
    collections: {
      workloads: attributed.map(item =>
        workloadFact(item, production.has(item), found.platform),
      ),
      containers: attributed.flatMap(item =>
        containerFacts(item, production.has(item), clear),
      ),
      imageReferences: [
        ...attributed.flatMap(item =>
          item.workload.containers.flatMap(
            container =>
              deployReference(
                container,
                fills,
                production.has(item),
                item.workload.origin.variant,
              ) ?? [],
          ),
        ),
        ...found.images
          .filter(({ origin }) => isOwnSource(origin))
          .flatMap(
            item =>
              deployReference(
                item,
                fills,
                item.origin.production,
                item.origin.variant,
              ) ?? [],
          ),
      ],
      platform,
      observability: found.observability
        .filter(
          ({ origin, name }) => isOwnSource(origin) || names.isNamedIn(name),
        )
        .map(({ origin, ...item }) => ({ ...item, variant: origin.variant })),
      infrastructure: found.infrastructure,
      files: deploySources(sources, attributed, production),
    },
    gaps: found.gaps,
  };
}

function workloadFact(
  { workload, role }: AttributedWorkload,
  production: boolean,
  platform: FoundPlatform[],
): FactOf<'workloads'> {
  const { origin, job, labels, containers, namespace, buildContext, ...fact } =
    workload;
  const called = [fact.name, ...containers.map(({ name }) => name)].join(' ');
  const purges = jobNamesRetention(tokensRemoved(called));
  const { variant } = origin;
  const name = withoutTokens(fact.name);
  const common = { ...fact, name, role, production, variant, purges };
  if (fact.replicas !== undefined) return common;
  const replicas = assumedReplicas(workload, platform);
  if (replicas === undefined) return common;
  const { replicas: open, ...unresolved } = fact.unresolved ?? {};
  return { ...common, replicas, unresolved };
}

/** Where none are stated: an autoscaler's lower bound, else the one that Kubernetes runs. */
function assumedReplicas(
  { name, kind, job, platform, unresolved, origin }: FoundWorkload,
  resources: FoundPlatform[],
): number | undefined {
  if (platform !== 'kubernetes' || job || kind === 'DaemonSet')
    return undefined;
  const scaler = resources.find(
    ({ kind: resourceKind, selects, enabled, origin: { family, variant } }) =>
      resourceKind === 'autoscaler' &&
      enabled &&
      family === origin.family &&
      variant === origin.variant &&
      selects.by === 'name' &&
      selects.names.includes(name),
  );
  if (scaler?.minReplicas !== undefined) return scaler.minReplicas;
  return unresolved?.replicas === undefined ? 1 : undefined;
}

/** The names of secrets that are committed as they are. */
function inClear(platform: FoundPlatform[]): ReadonlySet<string> {
  return new Set(
    platform
      .filter(
        ({ kind, facets }) =>
          kind === 'secret-store' && facets.includes('clear-text'),
      )
      .map(({ name }) => name),
  );
}

function containerFacts(
  { workload, role }: AttributedWorkload,
  production: boolean,
  clear: ReadonlySet<string>,
): Array<FactOf<'containers'>> {
  return workload.containers.map(
    ({ place, secretNames, isHidden, ...container }) => ({
      ...container,
      clearEnvironment: container.secretEnvironment.filter(entry =>
        clear.has(secretNames?.[entry] ?? ''),
      ),
      image: container.image?.replace(`:${pipelineTag}`, ''),
      name: withoutTokens(container.name),
      workload: withoutTokens(workload.name),
      kind: workload.kind,
      platform: workload.platform,
      role: containerRole(place, role),
      production,
      variant: workload.origin.variant,
    }),
  );
}

function containerRole(
  place: FoundContainer['place'],
  role: AttributedWorkload['role'],
): FactOf<'containers'>['role'] {
  if (role !== 'service') return role;
  return place === 'main' ? 'service' : place;
}

function platformFact(
  item: FoundPlatform,
  selects: boolean,
  names: ScopeNames,
  clear: ReadonlySet<string>,
): Array<FactOf<'platform'>> {
  const { origin, selects: _, secretNames, namespace, ...fact } = item;
  if (!selects && !names.contains(origin.folder)) return [];
  return [
    {
      ...fact,
      enabled: fact.enabled && !secretNames?.some(name => clear.has(name)),
      name: withoutTokens(fact.name),
      selectsService: selects,
      variant: origin.variant,
    },
  ];
}

function deploySources(
  sources: FoundDeployment['sources'],
  attributed: AttributedWorkload[],
  production: Set<AttributedWorkload>,
): Array<FactOf<'files'>> {
  const serving = new Set(
    attributed
      .filter(item => item.role === 'service' && production.has(item))
      .map(({ workload }) => workload.origin),
  );
  return sources
    .filter(
      ({ tool, origin }) =>
        // What a chart that is elsewhere deploys is not seen, yet the chart says that it is deployed.
        serving.has(origin) || (tool === 'helm' && origin.production),
    )
    .map(({ tool, source }) => ({ kind: 'deploy-source', tool, source }));
}
