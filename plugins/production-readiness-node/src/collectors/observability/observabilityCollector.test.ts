import { deploymentFacts } from '../../testing/deploymentFacts';

const rules = `groups:
  - name: shop
    rules:
      - alert: HighErrorRate
        expr: sum(rate(http_requests_total{status=~"5.."}[5m])) / sum(rate(http_requests_total[5m])) > 0.05
        labels: { severity: page }
        annotations: { runbook_url: https://runbooks/shop }
      - alert: DiskFull
        expr: predict_linear(node_filesystem_free_bytes[6h], 4 * 3600) < 0
      - alert: BudgetBurn
        expr: slo:errors:ratio_rate1h > (14.4 * 0.001) and slo:errors:ratio_rate5m > (14.4 * 0.001)
        labels: { severity: page }
      - alert: BurnRateOfOneWindow
        expr: slo:errors:ratio_rate5m > 0.01
      - alert: NoThreshold
        expr: up{job="shop"}
      - record: slo:errors:ratio_rate5m
        expr: 'rate(errors_total[5m])'
`;

describe('alerts', () => {
  it('reads Prometheus rules with threshold, severity and how they look ahead', async () => {
    const { of } = await deploymentFacts({ 'monitoring/rules.yml': rules });
    expect(
      of('observability').map(
        ({ kind, name, threshold, severity, lookahead }) => [
          kind,
          name,
          threshold,
          severity,
          lookahead,
        ],
      ),
    ).toEqual([
      ['alert', 'HighErrorRate', true, 'page', undefined],
      ['alert', 'DiskFull', true, undefined, 'predict'],
      ['alert', 'BudgetBurn', true, 'page', 'burn-rate'],
      ['alert', 'BurnRateOfOneWindow', true, undefined, undefined],
      ['alert', 'NoThreshold', false, undefined, undefined],
      [
        'recording-rule',
        'slo:errors:ratio_rate5m',
        false,
        undefined,
        undefined,
      ],
    ]);
    expect(of('observability')[0]).toMatchObject({
      runbook: 'https://runbooks/shop',
      source: { path: 'monitoring/rules.yml', line: 4 },
    });
  });

  it('reads a PrometheusRule of a chart, and none that is switched off', async () => {
    const chart = (enabled: boolean) => ({
      'chart/Chart.yaml': 'name: shop\n',
      'chart/values.yaml': `alerts: ${enabled}\n`,
      'chart/templates/rules.yaml': `{{ if .Values.alerts }}
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: { name: shop }
spec:
  groups:
    - name: shop
      rules:
        - alert: Down
          expr: up{job="shop"} == 0
          annotations: { summary: '{{ "{{" }} $labels.job }}' }
{{ end }}
`,
    });
    const on = await deploymentFacts(chart(true));
    expect(on.of('observability')).toEqual([
      expect.objectContaining({
        name: 'Down',
        covers: ['availability'],
        source: { path: 'chart/templates/rules.yaml', line: 9 },
      }),
    ]);
    const off = await deploymentFacts(chart(false));
    expect(off.of('observability')).toEqual([]);
  });

  it('reads the alarms and objectives of Terraform', async () => {
    const { of, gaps } = await deploymentFacts({
      'infra/alarms.tf': `resource "aws_cloudwatch_metric_alarm" "latency" {
  threshold     = 1
  alarm_actions = [aws_sns_topic.page.arn]
  metric_name   = "TargetResponseTime"
}

resource "datadog_monitor" "errors" {
  query    = "avg(last_4h):anomalies(avg:errors{*}, 'basic', 2) >= 1"
  message  = "Look @pagerduty-shop"
  priority = 2
}

resource "google_monitoring_slo" "availability" {
  goal                = 0.999
  rolling_period_days = 28
}
`,
    });
    expect(gaps).toEqual([]);
    expect(of('observability')).toEqual([
      expect.objectContaining({
        name: 'latency',
        routed: true,
        covers: ['latency'],
      }),
      expect.objectContaining({
        name: 'errors',
        severity: '2',
        routed: true,
        lookahead: 'anomaly',
      }),
      expect.objectContaining({
        kind: 'slo',
        target: '0.999',
        window: '28d',
        source: { path: 'infra/alarms.tf', line: 13 },
      }),
    ]);
  });
});

describe('dashboards and objectives', () => {
  it('tells what a Grafana dashboard covers by its panels with queries', async () => {
    const panel = (title: string, expr?: string) => ({
      title,
      targets: expr ? [{ expr }] : [],
    });
    const dashboard = (panels: unknown[]) =>
      JSON.stringify({ title: 'Shop', uid: 'x', schemaVersion: 39, panels });
    const { of } = await deploymentFacts({
      'grafana/shop.json': dashboard([
        panel('Latency p99', 'histogram_quantile(0.99, x_bucket)'),
        {
          title: 'Row',
          panels: [panel('Rate', 'rate(http_requests_total[5m])')],
        },
        panel('5xx', 'rate(http_requests_total{status=~"5.."}[5m])'),
      ]),
      'grafana/notes.json': dashboard([panel('Latency, traffic and errors')]),
      'grafana/other.json': JSON.stringify({ panels: [] }),
    });
    expect(
      of('observability').map(({ source, covers }) => [source.path, covers]),
    ).toEqual([
      ['grafana/notes.json', []],
      ['grafana/shop.json', ['errors', 'latency', 'traffic']],
    ]);
  });

  it('reads OpenSLO, Sloth and Pyrra', async () => {
    const { of } = await deploymentFacts({
      'slo/open.yaml': `apiVersion: openslo/v1
kind: SLO
metadata: { name: shop-availability }
spec:
  timeWindow: [{ duration: 28d, isRolling: true }]
  objectives: [{ target: 0.995 }]
`,
      'slo/sloth.yaml': `version: prometheus/v1
service: shop
slos:
  - name: latency
    objective: 99
    alerting: { page_alert: { labels: { severity: page } } }
`,
      'slo/pyrra.yaml': `apiVersion: pyrra.dev/v1alpha1
kind: ServiceLevelObjective
metadata: { name: errors }
spec: { target: '99.9', window: 4w, alerting: { disabled: true } }
`,
    });
    expect(
      of('observability').map(({ kind, tool, target, window, lookahead }) => [
        kind,
        tool,
        target,
        window,
        lookahead,
      ]),
    ).toEqual([
      ['slo', 'openslo', '0.995', '28d', undefined],
      ['slo', 'pyrra', '99.9', '4w', undefined],
      ['alert', 'sloth', '99', '30d', 'burn-rate'],
      ['slo', 'sloth', '99', '30d', undefined],
    ]);
  });
});
