import {
  FactGap,
  FactOf,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { Siblings } from '../../deployment/Siblings';
import { readGrafanaDashboard } from '../../observability/dashboards';
import { readDatadogDashboard } from '../../observability/datadogDashboards';
import { readDatadogMonitor } from '../../observability/datadog';
import { readGrafanaAlerts } from '../../observability/grafanaAlerts';
import { readSloth } from '../../observability/objectives';
import { readRuleGroups } from '../../observability/prometheusRules';
import { groupsIn } from '../../observability/ruleGroups';
import { withoutOwnPages } from '../../observability/runbookLink';
import { signalsOf } from '../../observability/signals';
import { readSysdigAlert } from '../../observability/sysdig';
import { isOfWatchingTool } from '../../observability/tools';
import { SourceFile } from '../../repository/SourceFile';
import { Cursor } from '../../repository/yaml/Cursor';
import { isDocument } from '../secrets/secretPath';
import { isTestPath } from '../deployment/Layout';
import { Collector, CollectorRun, ServiceScope } from '../Collector';

type Observability = FactOf<'observability'>;

const jsonPaths = /dashboard|grafana|datadog|monitor|alert|observab/i;
const dashboardCode = /dashboard[^\n]*\.(?:jsonnet|libsonnet)$/i;

class ObservabilityRun implements CollectorRun {
  private readonly siblings: Siblings;
  private readonly items: Observability[] = [];
  private readonly gaps: FactGap[] = [];
  private readonly pages = new Set<string>();

  constructor(private readonly scope: ServiceScope) {
    this.siblings = Siblings.of(scope);
  }

  wants({ path }: { path: string }): boolean {
    if (!isOfWatchingTool(path)) this.siblings.note(path);
    if (isDocument(path)) this.pages.add(path);
    if (isTestPath(path, this.scope.path)) return false;
    if (path.endsWith('.json')) return jsonPaths.test(path);
    if (dashboardCode.test(path)) return true;
    return /\.(?:ya?ml|rules)$/.test(path) && !path.startsWith('.github/');
  }

  visit(file: SourceFile): void {
    if (file.path.endsWith('.json')) this.visitJson(file);
    else if (dashboardCode.test(file.path)) this.visitDashboardCode(file);
    else if (!file.path.includes('/templates/') && looksRelevant(file.text)) {
      this.visitYaml(file);
    }
  }

  finish() {
    const observability = this.items.filter(
      ({ source, name }) =>
        !this.siblings.isOthers(source.path ?? '') &&
        !this.siblings.speaksOfOthers(`${source.path} ${name}`),
    );
    const isPage = (path: string) => this.pages.has(path);
    return {
      collections: { observability: withoutOwnPages(observability, isPage) },
      gaps: this.gaps,
    };
  }

  private visitYaml(file: SourceFile): void {
    const yaml = file.yaml();
    if ('problem' in yaml) {
      this.gaps.push({
        collection: 'observability',
        reason: `${file.path} ${yaml.problem}.`,
        source: { path: file.path, line: yaml.line },
      });
      return;
    }
    for (const { value, line } of yaml.documents) {
      const root = Cursor.at(value, { path: file.path, line });
      // A cluster's resources, and what looks like them, are read with the deployment that they belong to.
      if (root.get('kind').exists) continue;
      if (root.get('slos').isList) this.items.push(...readSloth(root));
      else for (const groups of groupsIn(root)) this.addGroups(groups);
    }
  }

  private addGroups(groups: Cursor): void {
    this.items.push(...readRuleGroups(groups));
    this.items.push(...readGrafanaAlerts(groups.items()));
  }

  private visitJson(file: SourceFile): void {
    const { path } = file;
    const json = file.json();
    if ('problem' in json) return;
    const source = { path, line: 1 };
    const dashboard =
      readGrafanaDashboard(json.value, source) ??
      readDatadogDashboard(json.value, source);
    if (dashboard) {
      this.items.push(dashboard);
      return;
    }
    const root = Cursor.at(json.value, source);
    this.addGroups(root.get('groups'));
    for (const monitor of root.isList ? root.items() : [root]) {
      const read = readDatadogMonitor(monitor) ?? readSysdigAlert(monitor);
      if (read) this.items.push(read);
    }
  }

  /** Dashboards in Jsonnet are told by the texts of their panels. */
  private visitDashboardCode({ path, text }: SourceFile): void {
    if (!/dashboard\.new|grafonnet|grafana\.dashboard/.test(text)) return;
    this.items.push({
      source: { path, line: 1 },
      kind: 'dashboard',
      tool: 'grafonnet',
      name: path.slice(path.lastIndexOf('/') + 1),
      threshold: false,
      routed: false,
      covers: signalsOf(text),
    });
  }
}

function looksRelevant(text: string): boolean {
  return (
    (/^\s{0,12}groups:/m.test(text) && /\b(?:expr|data):/.test(text)) ||
    /^slos:/m.test(text)
  );
}

/** Alerts, dashboards and objectives that are files of their own, outside of a cluster's resources. */
export const observabilityCollector: Collector = {
  id: 'observability',
  collections: ['observability'],
  start: scope => new ObservabilityRun(scope),
};
