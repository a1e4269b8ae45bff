import { FactOf } from '@goldenpath/backstage-plugin-production-readiness-common';
import { Origin } from '../deployment/model';
import { KubernetesResource } from '../kubernetes/KubernetesResource';
import { defaultLimits } from '../repository/limits';
import { Cursor } from '../repository/yaml/Cursor';
import { embeddedYaml } from '../repository/yaml/embeddedYaml';
import { lineNestedBeyond } from '../repository/yaml/nesting';
import { readGrafanaDashboard } from './dashboards';
import { readDatadogMonitor } from './datadog';
import { readGrafanaAlerts } from './grafanaAlerts';
import { readNaisAlerts } from './naisAlerts';
import { readOpenSlo, readPyrra, readSloth } from './objectives';
import { readRuleGroups } from './prometheusRules';

type Observability = FactOf<'observability'>;
type Found = Observability & { origin: Origin };

function managedRules({ root, group }: KubernetesResource): Observability[] {
  return group === 'monitoring.googleapis.com'
    ? readRuleGroups(root.get('spec', 'groups'))
    : [];
}

const readers: Record<
  string,
  (resource: KubernetesResource) => Observability[]
> = {
  PrometheusRule: ({ root }) => readRuleGroups(root.get('spec', 'groups')),
  // Written as a PrometheusRule: rules of VictoriaMetrics, and of Loki
  VMRule: ({ root }) => readRuleGroups(root.get('spec', 'groups')),
  AlertingRule: ({ root }) => readRuleGroups(root.get('spec', 'groups')),
  GrafanaAlertRuleGroup: ({ root }) => readGrafanaAlerts([root.get('spec')]),
  Alert: ({ root, group }) =>
    group === 'nais.io' ? readNaisAlerts(root.get('spec')) : [],
  // Google's managed Prometheus
  Rules: managedRules,
  ClusterRules: managedRules,
  GlobalRules: managedRules,
  PrometheusServiceLevel: ({ root }) => readSloth(root.get('spec')),
  ServiceLevelObjective: ({ root }) => readPyrra(root),
  SLO: ({ root, group }) =>
    group === 'openslo' || group === 'n9'
      ? readOpenSlo(root, group === 'n9' ? 'nobl9' : 'openslo')
      : [],
  DatadogMonitor: ({ root }) => {
    const monitor = readDatadogMonitor(root.get('spec'));
    return monitor ? [monitor] : [];
  },
  GrafanaDashboard: ({ root }) => {
    const dashboard = embedded(root.get('spec', 'json'));
    return dashboard ? [dashboard] : [];
  },
  ConfigMap: ({ root }) => {
    const labels = root.get('metadata', 'labels').keys();
    const showsDashboards = labels.some(key => /dashboard/.test(key));
    return root
      .get('data')
      .entries()
      .flatMap(([name, text]) =>
        showsDashboards && !isRuleFile(name)
          ? embedded(text) ?? []
          : rulesIn(name, text),
      );
  },
};

/** The kinds of resources that hold alerts, dashboards or objectives. */
export function isObservabilityKind(kind: string): boolean {
  return Object.hasOwn(readers, kind);
}

/** The alerts, dashboards and objectives of a resource. */
export function readObservability(resource: KubernetesResource): Found[] {
  if (!isObservabilityKind(resource.kind)) return [];
  return readers[resource.kind](resource).map(item => ({
    ...item,
    origin: resource.origin,
  }));
}

function isRuleFile(name: string): boolean {
  return /\.(?:ya?ml|rules)$/.test(name);
}

/** The rules of a file that a ConfigMap hands to a Prometheus. */
function rulesIn(name: string, text: Cursor): Observability[] {
  return isRuleFile(name) && /^groups:/m.test(text.text() ?? '')
    ? embeddedYaml(text).flatMap(root => readRuleGroups(root.get('groups')))
    : [];
}

function embedded(text: Cursor): Observability | undefined {
  const json = text.text();
  const { path, line } = text.position;
  if (json === undefined) return undefined;
  if (lineNestedBeyond(json, defaultLimits.nesting) !== undefined) {
    return undefined;
  }
  try {
    return readGrafanaDashboard(JSON.parse(json), { path, line });
  } catch {
    return undefined;
  }
}
