import { gzipSync } from 'node:zlib';
import { deploymentFacts } from '../../testing/deploymentFacts';
import { packedChart } from '../../testing/packedChart';

const chart = {
  'chart/Chart.yaml': `apiVersion: v2
name: shop
version: 1.0.0
dependencies:
  - name: common
    version: 2.1.0
    repository: https://charts.example.org
`,
  'chart/values.yaml': 'common:\n  replicas: 3\n',
};

const common = {
  'Chart.yaml': 'apiVersion: v2\nname: common\nversion: 2.1.0\n',
  'values.yaml': 'replicas: 1\nprobe: /healthz\n',
  'templates/deployment.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: { name: shop }
spec:
  replicas: {{ .Values.replicas }}
  selector: { matchLabels: { app: shop } }
  template:
    metadata: { labels: { app: shop } }
    spec:
      containers:
        - name: shop
          image: example/shop:1
          livenessProbe: { httpGet: { path: {{ .Values.probe }}, port: 8080 } }
`,
};

describe('a chart that stands packed in charts/', () => {
  it('is rendered with the values of the chart that depends on it, and is the evidence', async () => {
    const { of, gaps } = await deploymentFacts({
      ...chart,
      'chart/charts/common-2.1.0.tgz': packedChart('common', common),
    });
    expect(of('workloads')).toMatchObject([
      {
        name: 'shop',
        replicas: 3,
        source: { path: 'chart/charts/common-2.1.0.tgz', line: 1 },
      },
    ]);
    expect(of('containers')[0].livenessProbe).toMatchObject({
      path: '/healthz',
    });
    expect(gaps).toEqual([]);
  });

  it('gives its helpers to the templates of the chart', async () => {
    const { of } = await deploymentFacts({
      ...chart,
      'chart/templates/shop.yaml': '{{ include "common.deployment" . }}\n',
      'chart/charts/common-2.1.0.tgz': packedChart('common', {
        'Chart.yaml': `${common['Chart.yaml']}type: library\n`,
        'templates/_deployment.tpl': `{{- define "common.deployment" }}
${common['templates/deployment.yaml'].replace(/\.Values\./g, '.Values.common.')}
{{- end }}
`,
      }),
    });
    expect(of('workloads').map(({ name }) => name)).toEqual(['shop']);
  });

  it.each([
    ['is no archive', Buffer.from('not packed')],
    ['unpacks to too much', gzipSync(Buffer.alloc(40_000_000))],
    ['ends early', packedChart('common', common).subarray(0, 200)],
    ['has no Chart.yaml', packedChart('common', { 'values.yaml': 'a: 1\n' })],
  ])('is as one that is elsewhere where it %s', async (_, bytes) => {
    const { of } = await deploymentFacts({
      ...chart,
      'chart/charts/common-2.1.0.tgz': bytes,
    });
    expect(of('workloads').map(({ source }) => source.path)).not.toContain(
      'chart/charts/common-2.1.0.tgz',
    );
    expect(of('platform')).toMatchObject([
      { kind: 'chart-dependency', name: 'common' },
    ]);
  });
});
