import { deploymentFacts } from '../../testing/deploymentFacts';
import { cpuTime } from '../../__testUtils__/cpuTime';

const helpers = `{{/* The name, unless it is overridden. */}}
{{- define "shop.fullname" -}}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride | trunc 63 | trimSuffix "-" }}
{{- else }}
{{- $name := default .Chart.Name .Values.nameOverride }}
{{- if contains $name .Release.Name }}
{{- .Release.Name | trunc 63 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name $name | trunc 63 | trimSuffix "-" }}
{{- end }}
{{- end }}
{{- end }}
{{- define "shop.selectorLabels" -}}
app.kubernetes.io/name: {{ include "shop.fullname" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}
`;

const workload = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "shop.fullname" . }}
spec:
  {{- if not .Values.autoscaling.enabled }}
  replicas: {{ .Values.replicaCount }}
  {{- end }}
  selector:
    matchLabels:
      {{- include "shop.selectorLabels" . | nindent 6 }}
  template:
    metadata:
      {{- with .Values.podAnnotations }}
      annotations:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      labels:
        {{- include "shop.selectorLabels" . | nindent 8 }}
    spec:
      containers:
        - name: {{ .Chart.Name }}
          securityContext:
            {{- toYaml .Values.securityContext | nindent 12 }}
          image: "{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}"
          {{- range $name, $port := .Values.ports }}
          ports:
            - { name: {{ $name }}, containerPort: {{ $port }} }
          {{- end }}
          livenessProbe:
            httpGet: { path: {{ required "path" .Values.health.path | quote }}, port: 80 }
          resources:
            {{- toYaml .Values.resources | nindent 12 }}
`;

const scaler = `{{- if .Values.autoscaling.enabled }}
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: {{ include "shop.fullname" . }}
spec:
  scaleTargetRef:
    kind: Deployment
    name: {{ include "shop.fullname" . }}
  minReplicas: {{ .Values.autoscaling.min }}
  maxReplicas: {{ .Values.autoscaling.max }}
{{- end }}
`;

const chart = {
  'chart/Chart.yaml':
    'apiVersion: v2\nname: shop\nversion: 0.1.0\nappVersion: "1.16.0"\n',
  'chart/templates/_helpers.tpl': helpers,
  'chart/templates/deployment.yaml': workload,
  'chart/templates/hpa.yaml': scaler,
};

const values = `replicaCount: 2
image: { repository: registry/shop, tag: "" }
autoscaling: { enabled: false, min: 2, max: 6 }
ports: { http: 8080 }
health: { path: /livez }
securityContext:
  allowPrivilegeEscalation: false
resources: {}
`;

describe('Helm charts', () => {
  it('renders a chart with its values, with lines of its templates', async () => {
    const { of, gaps } = await deploymentFacts({
      ...chart,
      'chart/values.yaml': values,
    });
    expect(gaps).toEqual([]);
    expect(of('workloads')).toEqual([
      expect.objectContaining({
        name: 'shop',
        replicas: 2,
        production: true,
        source: { path: 'chart/templates/deployment.yaml', line: 1 },
      }),
    ]);
    expect(of('containers')).toEqual([
      expect.objectContaining({
        image: 'registry/shop:1.16.0',
        listens: true,
        livenessProbe: { kind: 'http', path: '/livez' },
        allowPrivilegeEscalation: false,
        limits: {},
        source: { path: 'chart/templates/deployment.yaml', line: 22 },
      }),
    ]);
    expect(of('files')).toEqual([
      expect.objectContaining({
        tool: 'helm',
        source: { path: 'chart/Chart.yaml', line: 1 },
      }),
    ]);
  });

  it('reports an autoscaler that no values file switches on as off', async () => {
    const { of } = await deploymentFacts({
      ...chart,
      'chart/values.yaml': values,
      'chart/values-prod.yaml': 'replicaCount: 5\n',
    });
    expect(of('platform')).toEqual([
      expect.objectContaining({
        kind: 'autoscaler',
        enabled: false,
        source: { path: 'chart/templates/hpa.yaml', line: 3 },
      }),
    ]);
  });

  it('renders once for each values file, and knows which is for production', async () => {
    const { of } = await deploymentFacts({
      ...chart,
      'chart/values.yaml': values,
      'deploy/prod/values.yaml':
        'autoscaling: { enabled: true }\nresources: { limits: { memory: 1Gi } }\n',
      'deploy/dev/values.yaml': 'replicaCount: 1\n',
    });
    expect(
      of('workloads').map(({ variant, production, replicas }) => [
        variant,
        production,
        replicas,
      ]),
    ).toEqual([
      ['dev', false, 1],
      [undefined, false, 2],
      ['prod', true, 2],
    ]);
    expect(of('platform')).toEqual([
      expect.objectContaining({
        kind: 'autoscaler',
        enabled: true,
        selectsService: true,
        variant: 'prod',
        minReplicas: 2,
        maxReplicas: 6,
      }),
    ]);
    const prod = of('containers').find(({ variant }) => variant === 'prod');
    expect(prod?.limits).toEqual({ memory: '1Gi' });
  });

  it('lays values that stand elsewhere over the chart that is no part of another', async () => {
    const { of, gaps } = await deploymentFacts({
      'charts/shop/Chart.yaml': `name: shop
dependencies:
  - { name: database, alias: db, version: 1.0.0, repository: 'file://../database', condition: db.enabled }
`,
      'charts/shop/values.yaml':
        'db: { enabled: true, sql: "\\\\c shop;\\nGRANT ALL ON shop TO shop;\\n" }\n',
      'charts/shop/templates/deployment.yaml': workload,
      'charts/shop/templates/_helpers.tpl': helpers,
      'charts/shop/templates/hpa.yaml': scaler,
      'charts/database/Chart.yaml': 'name: database\n',
      'charts/database/templates/init.yaml': `{{- if .Values.sql }}
apiVersion: v1
kind: ConfigMap
metadata: { name: init }
data:
  init.sql:
{{ toYaml .Values.sql | indent 2 }}
{{- end }}
`,
      'charts/database/templates/cluster.yaml': `apiVersion: postgres-operator.crunchydata.com/v1beta1
kind: PostgresCluster
metadata: { name: db }
spec:
  backups:
    pgbackrest: {{ toYaml .Values.backups | nindent 6 }}
`,
      '.github/environments/values.prod.yaml': `autoscaling: { enabled: true, min: 3, max: 9 }
db: { backups: { repos: [{ name: r1, schedules: { full: '0 1 * * 0' } }] } }
`,
    });
    expect(gaps).toEqual([]);
    const production = of('workloads').find(item => item.production);
    expect(production).toMatchObject({ variant: 'prod', replicas: 3 });
    expect(
      of('platform')
        .filter(({ variant }) => variant === 'prod')
        .map(({ kind, enabled }) => [kind, enabled])
        .sort(),
    ).toEqual([
      ['autoscaler', true],
      ['backup', true],
    ]);
  });

  it('names the expression of what no values file settles', async () => {
    const { of } = await deploymentFacts({
      ...chart,
      'chart/values.yaml': `image: { repository: registry/shop }
autoscaling: { enabled: false }
`,
    });
    const [workloadFact] = of('workloads');
    expect(workloadFact.replicas).toBeUndefined();
    expect(workloadFact.unresolved).toEqual({
      replicas: '.Values.replicaCount',
    });
    expect(of('containers')[0].unresolved).toEqual({
      'livenessProbe.path': 'required "path" .Values.health.path | quote',
    });
  });

  it('knows a tag that the pipeline hands to Helm', async () => {
    const files = {
      ...chart,
      'chart/values.yaml': values.replace('tag: ""', 'tag: latest'),
    };
    const alone = await deploymentFacts(files);
    expect(alone.of('imageReferences')[0]).toMatchObject({ mutable: true });
    const { of } = await deploymentFacts({
      ...files,
      '.github/workflows/deploy.yml': `on: push
jobs:
  deploy:
    steps:
      - run: |
          helm upgrade --install shop chart \\
            --set image.tag=\${{ github.sha }}
`,
    });
    expect(of('imageReferences')[0]).toMatchObject({
      image: 'registry/shop',
      mutable: false,
      filledByPipeline: true,
    });
  });

  it('says what a chart brings that is not in the repository', async () => {
    const { of, gaps } = await deploymentFacts({
      'chart/Chart.yaml': `name: shop
dependencies:
  - { name: generic-service, version: "3.1", repository: https://charts.example.com }
  - { name: postgresql, version: "12", repository: https://charts.example.com, condition: postgresql.enabled }
`,
      'chart/values.yaml': `generic-service:
  image: { repository: registry/shop, tag: set-later }
  namespace_secrets: { shop-secret: { KEY: key } }
postgresql: { enabled: false }
`,
    });
    expect(of('workloads')).toMatchObject([
      {
        name: 'shop',
        role: 'service',
        unresolved: { replicas: 'left to the chart generic-service 3.1' },
      },
    ]);
    expect(
      of('platform').map(({ kind, name, version }) => [kind, name, version]),
    ).toEqual([
      ['chart-dependency', 'generic-service', '3.1'],
      ['secret-store', 'shop-secret', undefined],
    ]);
    expect(new Set(gaps.map(({ reason }) => reason))).toEqual(
      new Set([
        'The chart generic-service 3.1, which brings the workload, is not in the repository.',
      ]),
    );
    expect(of('files')).toHaveLength(1);
  });

  it('lets a chart that shows its own workload be judged though a database chart is elsewhere', async () => {
    const { gaps } = await deploymentFacts({
      ...chart,
      'chart/Chart.yaml': `${chart['chart/Chart.yaml']}dependencies:\n  - { name: redis, version: "1" }\n`,
      'chart/values.yaml': values,
    });
    expect(gaps).toEqual([]);
  });

  it('renders subcharts and library charts of the repository', async () => {
    const { of, gaps } = await deploymentFacts({
      'common/Chart.yaml': 'name: common\ntype: library\n',
      'common/templates/_all.tpl': `{{- define "common.deployment" -}}
apiVersion: apps/v1
kind: Deployment
metadata: { name: {{ .Values.name }} }
spec:
  replicas: {{ .Values.global.replicas }}
  template: { metadata: { labels: { app: x } }, spec: { containers: [{ name: x, image: "x:1" }] } }
{{- end -}}
`,
      'app/Chart.yaml':
        'name: app\ndependencies:\n  - { name: worker }\n  - { name: common, repository: "file://../common" }\n',
      'app/values.yaml':
        'name: front\nglobal: { replicas: 3 }\nworker: { name: back }\n',
      'app/templates/all.yaml': '{{ include "common.deployment" . }}\n',
      'app/charts/worker/Chart.yaml': 'name: worker\n',
      'app/charts/worker/values.yaml': 'name: unnamed\n',
      'app/charts/worker/templates/all.yaml':
        '{{ include "common.deployment" . }}\n',
    });
    expect(gaps).toEqual([]);
    expect(
      of('workloads').map(({ name, replicas }) => [name, replicas]),
    ).toEqual([
      ['back', 3],
      ['front', 3],
    ]);
  });

  it('is unsure of a resource under a condition that is not settled', async () => {
    const { of } = await deploymentFacts({
      ...chart,
      'chart/values.yaml': values,
      'chart/templates/monitor.yaml': `{{- if .Capabilities.APIVersions.Has "monitoring.coreos.com/v1" }}
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: { name: shop }
spec: { selector: { matchLabels: { app.kubernetes.io/name: shop } } }
{{- end }}
`,
    });
    expect(
      of('platform').find(({ kind }) => kind === 'service-monitor')?.unresolved,
    ).toEqual({
      enabled: '.Capabilities.APIVersions.Has "monitoring.coreos.com/v1"',
    });
  });

  it.each([
    [
      'recursion',
      '{{ define "a" }}{{ include "a" . }}{{ end }}{{ include "a" . }}',
      'includes templates deeper than 50 levels',
    ],
    [
      'doubling',
      '{{ define "a" }}{{ $x := . }}{{ range until 9999 }}{{ $x = print $x $x }}{{ end }}{{ end }}{{ include "a" "xxxx" }}',
      'characters',
    ],
    [
      'loops',
      '{{ range until 9999 }}{{ range until 9999 }}x{{ end }}{{ end }}',
      'takes more than 200000 steps to render',
    ],
    ['an open block', '{{ if .Values.x }}', 'the block at line 1 has no end'],
    ['an open action', '{{ .Values', 'an action is not closed at line 1'],
    [
      'deep parentheses',
      `{{ ${'('.repeat(500)}1${')'.repeat(500)} }}`,
      'parentheses nest too deep',
    ],
    [
      'a cycle',
      '{{ $d := dict }}{{ $_ := set $d "d" $d }}{{ toYaml $d }}',
      'serialises a value that is too large',
    ],
  ])(
    'ends with %s in a template, and says so',
    async (_, template, problem) => {
      const started = cpuTime();
      const { gaps } = await deploymentFacts({
        'chart/Chart.yaml': 'name: shop\n',
        'chart/templates/bad.yaml': template,
      });
      expect(cpuTime() - started).toBeLessThan(5_000);
      expect(gaps.length).toBeGreaterThan(0);
      expect(gaps[0].reason).toContain(problem);
    },
  );
});
