import {
  AuditorService,
  AuthService,
  DatabaseService,
  LoggerService,
  PermissionsRegistryService,
  PermissionsService,
  RootConfigService,
  UrlReaderService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import {
  MetricsService,
  TracingService,
} from '@backstage/backend-plugin-api/alpha';
import { RubricText } from '@goldenpath/backstage-plugin-production-readiness-common';
import { ScmIntegrations } from '@backstage/integration';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { NotificationService } from '@backstage/plugin-notifications-node';
import {
  Collector,
  defaultCollectors,
  FactOrigin,
} from '@goldenpath/backstage-plugin-production-readiness-node';
import { version } from '@goldenpath/backstage-plugin-production-readiness-node/package.json';
import { EntityAccess } from './access/EntityAccess';
import { AlarmService } from './alarms/AlarmService';
import { TeamDirectory } from './catalog/TeamDirectory';
import { AttestationService } from './claims/AttestationService';
import { basisCollector, watchedBy } from './claims/basis/basisCollector';
import { ExemptionService } from './claims/ExemptionService';
import { readReadinessConfig } from './config/readReadinessConfig';
import { createStores } from './createStores';
import { openDatabase } from './database/openDatabase';
import { DeploySources } from './deploySources/DeploySources';
import { ServiceEvaluator } from './evaluation/ServiceEvaluator';
import { EvaluationMetrics } from './metrics/EvaluationMetrics';
import { OperationsService } from './operations/OperationsService';
import { FactService } from './origins/FactService';
import { LiveOrigins } from './origins/LiveOrigins';
import { Grants } from './permissions/Grants';
import { ServiceResources } from './permissions/ServiceResources';
import { createEvaluationQueue } from './queue/createEvaluationQueue';
import { RepositoryReader } from './repository/RepositoryReader';
import { ReminderService } from './reminders/ReminderService';
import { purge } from './retention/purge';
import { ReviewService } from './reviews/ReviewService';
import { GroupTree } from './catalog/GroupTree';
import { RollupService } from './rollups/RollupService';
import { PreviewService } from './rubric/PreviewService';
import { ActivationService } from './rubric/ActivationService';
import { RubricInForce } from './rubric/RubricInForce';
import { SarifService } from './export/SarifService';
import { FleetEvaluator } from './fleet/FleetEvaluator';
import { loadRubric } from './rubric/loadRubric';
import { ScorecardService } from './scorecards/ScorecardService';
import { CatalogSweep } from './sweep/CatalogSweep';

/** The parts of Backstage that the services rest on. */
export interface ServiceDependencies {
  auditor: AuditorService;
  auth: AuthService;
  catalog: CatalogService;
  collectors: Collector[];
  config: RootConfigService;
  database: DatabaseService;
  logger: LoggerService;
  origins: FactOrigin[];
  metrics: MetricsService;
  notifications: NotificationService;
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
  rubrics: RubricText[];
  urlReader: UrlReaderService;
  tracing: TracingService;
  userInfo: UserInfoService;
}

export type Services = Awaited<ReturnType<typeof createServices>>;

/** Makes everything that the plugin consists of, from its configuration. Nothing runs yet. */
export async function createServices(dependencies: ServiceDependencies) {
  const { auth, catalog, logger, permissions, tracing, userInfo } =
    dependencies;
  const config = readReadinessConfig(dependencies.config);
  const { entities, sweep, concurrency, timeout } = config;
  const configured = await loadRubric(config.rubricFiles, dependencies.rubrics);
  const integrations = ScmIntegrations.fromConfig(dependencies.config);

  const knex = await openDatabase(dependencies.database);
  const stores = createStores(knex);
  const { claims, externalFacts, reviews, services, snapshots } = stores;
  const queue = createEvaluationQueue({
    knex,
    logger,
    concurrency,
    hostConcurrency: config.hostConcurrency,
    timeout,
    every: sweep.every,
  });

  const access = EntityAccess.create({ catalog, permissions, entities });
  const groups = GroupTree.create({ auth, catalog });
  const fleet = FleetEvaluator.create({
    auth,
    catalog,
    claims,
    externalFacts,
    integrations,
    knex,
    staleAfter: config.staleAfter,
  });
  const rubrics = RubricInForce.create({
    activations: stores.activations,
    configured,
  });
  const repositories = RepositoryReader.create({
    reader: dependencies.urlReader,
    snapshots,
    collectors: async () => [
      ...defaultCollectors,
      ...dependencies.collectors,
      basisCollector(watchedBy(await rubrics.current())),
    ],
    version,
  });
  const serviceResources = ServiceResources.create({
    auth,
    catalog,
    groups,
    reviewers: config.reviewers,
    reviews,
  });
  return {
    config,
    serviceResources,
    grants: Grants.create({
      permissions,
      registry: dependencies.permissionsRegistry,
      resources: serviceResources,
    }),
    refreshRollups: (signal: AbortSignal) =>
      stores.rollups.refresh(new Date(), signal),
    fleet,
    rubricVersions: stores.rubricVersions,
    activations: ActivationService.create({
      activations: stores.activations,
      rubrics,
    }),
    previews: PreviewService.create({
      access,
      activations: stores.activations,
      fleet,
      logger,
      previews: stores.previews,
      scorecards: stores.scorecards,
    }),
    rollups: RollupService.create({ access, groups, rollups: stores.rollups }),
    purge: (signal: AbortSignal) =>
      purge(knex, config.retention, new Date(), signal),
    rubrics,
    queue,
    serviceStore: services,
    metrics: EvaluationMetrics.create({ metrics: dependencies.metrics, knex }),
    sweep: CatalogSweep.create({
      auth,
      catalog,
      entities,
      integrations,
      logger,
      queue,
      services,
    }),
    operations: OperationsService.create({ access, knex }),
    facts: FactService.create({
      access,
      facts: externalFacts,
      queue,
      services,
    }),
    evaluator: ServiceEvaluator.create({
      auth,
      catalog,
      claims,
      externalFacts,
      origins: LiveOrigins.create({
        origins: dependencies.origins,
        facts: externalFacts,
        logger,
      }),
      snapshots,
      staleAfter: config.staleAfter,
      integrations,
      logger,
      deploySources: DeploySources.create({
        facts: externalFacts,
        integrations,
        logger,
        repositories,
        staleAfter: config.staleAfter,
      }),
      repositories,
      rubrics,
      scorecards: stores.scorecards,
      services,
      tracing,
    }),
    sarif: SarifService.create({
      access,
      activations: stores.activations,
      integrations,
      rubrics,
      scorecards: stores.scorecards,
    }),
    scorecards: ScorecardService.create({
      access,
      entities,
      groups,
      integrations,
      queue,
      scorecards: stores.scorecards,
      services,
    }),
    exemptions: ExemptionService.create({
      access,
      claims,
      queue,
      rubrics,
      services,
      userInfo,
    }),
    attestations: AttestationService.create({
      access,
      claims,
      integrations,
      queue,
      rubrics,
      services,
      snapshots,
      userInfo,
    }),
    alarms: AlarmService.create({
      alarms: stores.alarms,
      auditor: dependencies.auditor,
      logger,
      notifications: dependencies.notifications,
      reviews,
    }),
    reminders: ReminderService.create({
      before: config.remindBefore,
      logger,
      notifications: dependencies.notifications,
      reminders: stores.reminders,
    }),
    reviews: ReviewService.create({
      access,
      reviews,
      rubrics,
      scorecards: stores.scorecards,
      teams: TeamDirectory.create({ catalog }),
      userInfo,
    }),
  };
}
