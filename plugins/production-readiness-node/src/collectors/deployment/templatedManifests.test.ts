import { deployment, deploymentFacts } from '../../testing/deploymentFacts';

const container = `image: registry.example.com/shop:__IMAGE_TAG__
ports:
  - containerPort: 8080
readinessProbe:
  httpGet:
    path: /readyz
    port: 8080
resources:
  requests:
    cpu: 100m
    memory: 64Mi
  limits:
    memory: 128Mi`;

const jinja = `{# who runs it #}
{% set tier = "web" %}
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ project }}-web
spec:
  replicas: {{ replicas }}
  selector:
    matchLabels:
      app: {{ project }}
  template:
    metadata:
      labels:
        app: {{ project }}
    spec:
      containers:
      - name: {{ project }}-web
        image: {{ repository }}:production
        env:
        - name: MODE
          value: "{{ mode | default("serve") }}"
        {{ more_env | indent(8) }}
        resources:
{{ resources | to_nice_yaml | indent(10) }}
        livenessProbe:
          httpGet:
            path: /livez
            port: 8080
{% if readiness %}
        readinessProbe:
          httpGet:
            path: /readyz
            port: 8080
{% else %}
        readinessProbe:
          tcpSocket:
            port: 8080
{% endif %}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: {{ project }}-web
spec:
  scaleTargetRef:
    kind: Deployment
    name: {{ project }}-web
  minReplicas: 2
  maxReplicas: 6
`;

describe('manifests that are filled in before they are applied', () => {
  it.each([
    'kubernetes/deployment-production.tmpl',
    'deploy/deployment.yaml.j2',
    'k8s/app.yml.erb',
    'manifests/shop.tpl',
  ])('reads %s', async path => {
    const { of, gaps } = await deploymentFacts({
      [path]: deployment('shop', container),
      'kubernetes/deployment-staging.tmpl': deployment('shop', 'image: shop'),
    });
    expect(gaps).toEqual([]);
    const containers = of('containers').filter(
      ({ production }) => production === true,
    );
    expect(containers).toEqual([
      expect.objectContaining({
        readinessProbe: { kind: 'http', path: '/readyz' },
        limits: { memory: '128Mi' },
        source: { path, line: 16 },
      }),
    ]);
    expect(of('imageReferences')).toContainEqual(
      expect.objectContaining({ production: true, filledByPipeline: true }),
    );
  });

  it.each([
    ['a page', 'kubernetes/index.html.erb'],
    ['a page of no deployment', 'pages/shop.tpl'],
    ['what a program makes for others', 'cli/pkg/deployment.yaml.tmpl'],
    ['what tests read', 'test/fixtures/deployment.yaml.j2'],
  ])('leaves %s', async (_, path) => {
    const { of } = await deploymentFacts({
      [path]: deployment('{{ name }}', container),
    });
    expect(of('workloads')).toEqual([]);
  });

  it('leaves templates of a package, and reads those beside it', async () => {
    const text = deployment('{{ name }}', container);
    const { of } = await deploymentFacts({
      'maker/__init__.py': '',
      'maker/templates/deployment.yaml': text,
      'maker/deploy/deployment.yaml': text,
    });
    expect(of('workloads').map(({ source }) => source.path)).toEqual([
      'maker/deploy/deployment.yaml',
    ]);
  });

  it('settles what is written, and leaves open what is not', async () => {
    const { of, gaps } = await deploymentFacts({
      'deploy/production.yml': jinja,
    });
    expect(gaps).toEqual([]);
    expect(of('workloads')).toEqual([
      expect.objectContaining({
        name: '{project}-web',
        production: true,
        replicas: 2,
        source: { path: 'deploy/production.yml', line: 4 },
      }),
    ]);
    const [{ unresolved, ...found }] = of('containers');
    expect(found.livenessProbe).toEqual({ kind: 'http', path: '/livez' });
    expect(found.readinessProbe).toBeUndefined();
    expect(unresolved).toEqual({
      image: 'repository',
      readinessProbe: 'readiness',
      'requests.cpu': expect.stringContaining('resources'),
      'requests.memory': expect.stringContaining('resources'),
      'limits.cpu': expect.stringContaining('resources'),
      'limits.memory': expect.stringContaining('resources'),
      secretEnvironment: expect.stringContaining('more_env'),
    });
    expect(of('platform')).toEqual([
      expect.objectContaining({
        kind: 'autoscaler',
        selectsService: true,
        minReplicas: 2,
      }),
    ]);
  });

  it('leaves numbers open for which a word stands', async () => {
    const { of } = await deploymentFacts({
      'k8s/deployment.yaml': deployment(
        'shop',
        'image: shop:${TAG}\nsecurityContext:\n  runAsUser: __USER__',
        'replicas: ${REPLICAS}',
      ),
    });
    expect(of('workloads')[0]).toMatchObject({
      unresolved: { replicas: '${REPLICAS}' },
    });
    expect(of('workloads')[0].replicas).toBeUndefined();
    expect(of('containers')[0].unresolved).toEqual({ runAsUser: '__USER__' });
  });

  it('knows that a repository which is filled in is taken at its latest', async () => {
    const of = async (tag: string) => {
      const image = `image: "{{ repository }}:${tag}"`;
      const path = 'k8s/deployment.yaml.j2';
      const facts = await deploymentFacts({
        [path]: deployment('shop', image),
      });
      return facts.of('imageReferences')[0];
    };
    expect(await of('latest')).toMatchObject({
      image: '{repository}',
      mutable: true,
    });
    expect(await of('production')).toMatchObject({ mutable: false });
  });

  it.each([
    ['__DB_PASSWORD__', false],
    ['DB_PASSWORD', false],
    ['{{ password }}', false],
    ['"{{ password | b64encode }}"', false],
    ['<%= password %>', false],
    ['@PASSWORD@', false],
    ['cFhnN3ZLOXoyTG00UQ==', true],
  ])('knows whether %s is a secret that is committed', async (value, clear) => {
    const { of } = await deploymentFacts({
      'k8s/shop.yaml.tmpl': `apiVersion: v1
kind: Secret
metadata:
  name: shop
data:
  PASSWORD: ${value}
`,
    });
    const facets = of('platform').flatMap(item => item.facets);
    expect(facets).toEqual(clear ? ['clear-text'] : []);
  });

  it('takes a pod that is not started again for a job', async () => {
    const pod = (restart: string) => `apiVersion: v1
kind: Pod
metadata:
  name: shop-<%= id %>
spec:
  restartPolicy: ${restart}
  containers:
    - name: shop
      image: shop:<%= sha %>
`;
    const roleOf = async (restart: string) => {
      const { of } = await deploymentFacts({
        'config/deploy/migrate.yaml.erb': pod(restart),
      });
      return of('workloads').map(({ role }) => role);
    };
    expect(await roleOf('Never')).toEqual(['job']);
    expect(await roleOf('Always')).toEqual(['service']);
  });

  it('leaves what rules say of their labels as it stands', async () => {
    const { of } = await deploymentFacts({
      'k8s/rules.yaml': `apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata:
  name: shop
spec:
  groups:
    - name: shop
      rules:
        - alert: ShopDown
          expr: up{job="shop"} == 0
          annotations:
            runbook_url: https://runbooks.example.com/{{ $labels.alertname }}
            description: |
              {{ $labels.pod }} is down
              {{ if true }}
`,
    });
    expect(of('observability')).toEqual([
      expect.objectContaining({ kind: 'alert', name: 'ShopDown' }),
    ]);
  });
});
