import { deployment, deploymentFacts } from '../../testing/deploymentFacts';

const hardened = `image: registry.example.com:5000/shop:1.4.2
ports:
  - containerPort: 8080
livenessProbe:
  httpGet:
    path: /livez
    port: 8080
  initialDelaySeconds: 30
readinessProbe:
  httpGet:
    path: /readyz
    port: 8080
resources:
  requests:
    cpu: 100m
    memory: 64Mi
  limits:
    memory: 128Mi
securityContext:
  runAsNonRoot: true
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities:
    drop: [ALL]
env:
  - name: PASSWORD
    valueFrom:
      secretKeyRef:
        name: shop
        key: password`;

describe('Kubernetes YAML', () => {
  it('reads a container with where it stands', async () => {
    const { of, gaps } = await deploymentFacts({
      'k8s/deployment.yaml': deployment(
        'shop',
        hardened,
        'replicas: 3\nstrategy:\n  rollingUpdate:\n    maxUnavailable: 0',
      ),
    });
    expect(gaps).toEqual([]);
    expect(of('workloads')).toEqual([
      expect.objectContaining({
        name: 'shop',
        role: 'service',
        production: true,
        replicas: 3,
        strategy: 'RollingUpdate',
        maxUnavailable: '0',
        maxSurge: '25%',
        source: { path: 'k8s/deployment.yaml', line: 1 },
      }),
    ]);
    expect(of('containers')).toEqual([
      expect.objectContaining({
        role: 'service',
        listens: true,
        livenessProbe: {
          kind: 'http',
          path: '/livez',
          initialDelaySeconds: 30,
        },
        readinessProbe: { kind: 'http', path: '/readyz' },
        requests: { cpu: '100m', memory: '64Mi' },
        limits: { memory: '128Mi' },
        runAsNonRoot: true,
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        dropsAllCapabilities: true,
        secretEnvironment: ['PASSWORD'],
        source: { path: 'k8s/deployment.yaml', line: 19 },
      }),
    ]);
    expect(of('containers')[0]).not.toHaveProperty('startupProbe');
    expect(of('imageReferences')).toEqual([
      expect.objectContaining({
        image: 'registry.example.com:5000/shop',
        tag: '1.4.2',
        mutable: false,
      }),
    ]);
    expect(of('files')).toEqual([
      expect.objectContaining({ kind: 'deploy-source', tool: 'kubernetes' }),
    ]);
  });

  it('knows the format of logs that a container is told to write', async () => {
    const formatOf = async (container: string) => {
      const { of } = await deploymentFacts({
        'k8s/shop.yaml': deployment('shop', `image: shop:1\n${container}`),
      });
      return of('containers')[0].logFormat;
    };
    expect(
      await formatOf('args: [--log-level=info, --log-encoding=json]'),
    ).toBe('json');
    expect(await formatOf('args: [--log-format, logfmt]')).toBe('logfmt');
    expect(await formatOf('env:\n  - { name: LOG_FORMAT, value: json }')).toBe(
      'json',
    );
    expect(await formatOf('args: [--log-format=text, --json]')).toBeUndefined();
  });

  it('tells a secret that is committed in clear from one that is not', async () => {
    const { of } = await deploymentFacts({
      'k8s/shop.yaml': deployment(
        'shop',
        `image: shop:1
env:
  - { name: KEY, valueFrom: { secretKeyRef: { name: keys, key: k } } }
  - { name: TOKEN, valueFrom: { secretKeyRef: { name: tokens, key: t } } }`,
      ),
      'k8s/secret.yaml':
        'apiVersion: v1\nkind: Secret\nmetadata: { name: keys }\ndata: { k: c2VjcmV0 }\n',
    });
    expect(of('containers')[0]).toMatchObject({
      secretEnvironment: ['KEY', 'TOKEN'],
      clearEnvironment: ['KEY'],
    });
  });

  it('keeps a probe of a sidecar apart from the service', async () => {
    const { of } = await deploymentFacts({
      'k8s/deployment.yaml': `${deployment('shop', 'image: shop:1')}
        - name: proxy
          image: gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.8
          livenessProbe: { httpGet: { path: /liveness, port: 9801 } }
      initContainers:
        - name: migrate
          image: shop:1
`,
    });
    const roles = Object.fromEntries(
      of('containers').map(({ name, role, livenessProbe }) => [
        name,
        [role, livenessProbe !== undefined],
      ]),
    );
    expect(roles).toEqual({
      shop: ['service', false],
      proxy: ['sidecar', true],
      migrate: ['init', false],
    });
  });

  it('tells a budget for another workload and a scaler that cannot scale', async () => {
    const { of } = await deploymentFacts({
      'k8s/all.yaml': [
        deployment('shop', 'image: shop'),
        `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: other }
spec:
  minAvailable: 1
  selector: { matchLabels: { app: other } }
`,
        `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: mine }
spec:
  minAvailable: 1
  selector:
    matchExpressions: [{ key: app, operator: In, values: [shop, cart] }]
`,
        `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: fixed }
spec:
  scaleTargetRef: { kind: Deployment, name: shop }
  minReplicas: 3
  maxReplicas: 3
`,
      ].join('---\n'),
    });
    const said = of('platform').map(({ name, selectsService, enabled }) => ({
      name,
      selectsService,
      enabled,
    }));
    expect(said).toEqual([
      { name: 'other', selectsService: false, enabled: true },
      { name: 'mine', selectsService: true, enabled: true },
      { name: 'fixed', selectsService: true, enabled: false },
    ]);
    expect(of('imageReferences')[0]).toMatchObject({ mutable: true });
  });

  it('takes the lower bound of an autoscaler for replicas that are not stated', async () => {
    const { of } = await deploymentFacts({
      'deploy.yaml': `${deployment('shop', 'image: shop:1')}---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: { name: shop }
spec:
  scaleTargetRef: { name: shop }
  minReplicaCount: 2
  maxReplicaCount: 9
`,
    });
    expect(of('workloads')[0].replicas).toBe(2);
    expect(of('platform')[0]).toMatchObject({
      kind: 'autoscaler',
      enabled: true,
      selectsService: true,
      maxReplicas: 9,
    });
  });

  it('tells jobs, databases and example manifests from the service', async () => {
    const { of } = await deploymentFacts({
      'k8s/shop.yaml': deployment('shop', 'image: shop:1'),
      'k8s/db.yaml': deployment('db', 'image: postgres:16'),
      'k8s/dev/shop.yaml': deployment('shop', 'image: shop:dev'),
      'k8s/job.yaml': `apiVersion: batch/v1
kind: CronJob
metadata: { name: backup }
spec:
  jobTemplate:
    spec:
      template:
        spec:
          containers:
            - { name: dump, image: 'shop:1', command: [sh, -c, pg_dump shop] }
`,
      'tests/k8s/shop.yaml': deployment('shop', 'image: shop:test'),
    });
    expect(
      of('workloads').map(({ source, role, production }) => [
        source.path,
        role,
        production,
      ]),
    ).toEqual([
      ['k8s/db.yaml', 'dependency', true],
      ['k8s/dev/shop.yaml', 'service', false],
      ['k8s/job.yaml', 'job', true],
      ['k8s/shop.yaml', 'service', true],
    ]);
    expect(of('platform')).toEqual([
      expect.objectContaining({ kind: 'backup', automated: true }),
    ]);
  });

  it('reads Knative, Nais, rollouts, GitOps and mesh policies', async () => {
    const { of } = await deploymentFacts({
      'knative.yaml': `apiVersion: serving.knative.dev/v1
kind: Service
metadata: { name: shop }
spec:
  template:
    metadata:
      annotations:
        autoscaling.knative.dev/minScale: '1'
        autoscaling.knative.dev/maxScale: '10'
    spec:
      containers: [{ image: 'shop:1', readinessProbe: { httpGet: { path: / } } }]
`,
      'nais.yaml': `apiVersion: nais.io/v1alpha1
kind: Application
metadata: { name: shop }
spec:
  image: '{{image}}'
  liveness: { path: /isAlive, initialDelay: 40 }
  replicas: { min: 2, max: 4 }
`,
      'rollout.yaml': `apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: shop }
spec:
  strategy: { canary: { steps: [{ setWeight: 20 }, { analysis: { templates: [] } }] } }
  template:
    metadata: { labels: { app: shop } }
    spec: { containers: [{ name: shop, image: 'shop:1' }] }
`,
      'argo.yaml': `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: shop }
spec: { syncPolicy: { automated: { prune: true } } }
`,
      'mesh.yaml': `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: shop }
spec:
  host: shop.default.svc.cluster.local
  trafficPolicy: { outlierDetection: {}, connectionPool: {} }
`,
    });
    expect(
      of('workloads').map(({ platform, strategy }) => [platform, strategy]),
    ).toEqual([
      ['knative', 'RollingUpdate'],
      ['nais', 'RollingUpdate'],
      ['kubernetes', 'Canary'],
    ]);
    expect(
      of('platform').map(({ kind, facets, automated, selectsService }) => [
        kind,
        facets,
        automated,
        selectsService,
      ]),
    ).toEqual([
      ['gitops', ['argo-cd'], true, true],
      ['autoscaler', ['horizontal'], true, true],
      ['mesh-policy', ['outlier-detection', 'connection-pool'], false, true],
      ['autoscaler', ['horizontal'], true, true],
      ['progressive-delivery', ['canary', 'analysis', 'rollback'], true, true],
    ]);
    expect(
      of('imageReferences').map(({ filledByPipeline }) => filledByPipeline),
    ).toEqual([false, true, false]);
  });

  it('attributes workloads of a repository of several services', async () => {
    const { of } = await deploymentFacts(
      {
        'src/shop/Dockerfile': 'FROM scratch',
        'src/cart/Dockerfile': 'FROM scratch',
        'k8s/shop.yaml': deployment('shop', 'image: registry/shop:1'),
        'k8s/cart.yaml': deployment('cart', 'image: registry/cart:1'),
        'k8s/front.yaml': deployment(
          'front',
          'image: registry/shop-frontend:1',
        ),
        'k8s/policy.yaml': `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: cart }
spec: { podSelector: { matchLabels: { app: cart } } }
`,
      },
      { path: 'src/shop', name: 'shop' },
    );
    expect(of('workloads').map(({ name }) => name)).toEqual(['shop']);
    expect(of('platform')).toEqual([]);
    expect(of('images').map(({ path }) => path)).toEqual([
      'src/shop/Dockerfile',
    ]);
  });
});

describe('Kustomize', () => {
  const files = {
    'base/kustomization.yaml': 'resources: [deployment.yaml]\n',
    'base/deployment.yaml': deployment(
      'shop',
      'image: shop\nenv:\n  - { name: A, value: "1" }',
    ),
    'overlays/prod/kustomization.yaml': `resources: [../../base]
components: [../../components/budget]
patches:
  - path: limits.yaml
  - target: { kind: Deployment, name: shop }
    patch: |-
      - op: add
        path: /spec/replicas
        value: 4
images:
  - { name: shop, newName: registry/shop, newTag: 2.0.0 }
`,
    'overlays/prod/limits.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: { name: shop }
spec:
  template:
    spec:
      containers:
        - name: shop
          resources: { limits: { cpu: 1, memory: 1Gi } }
`,
    'components/budget/kustomization.yaml':
      'kind: Component\nresources: [budget.yaml]\n',
    'components/budget/budget.yaml': `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: shop }
spec: { minAvailable: 1, selector: { matchLabels: { app: shop } } }
`,
    'overlays/dev/kustomization.yaml': 'resources: [../../base]\n',
  };

  it('resolves bases, components, patches, images and replicas', async () => {
    const { of, gaps } = await deploymentFacts(files);
    expect(gaps).toEqual([]);
    expect(
      of('workloads').map(({ variant, production, replicas }) => [
        variant,
        production,
        replicas,
      ]),
    ).toEqual([
      ['dev', false, 1],
      ['prod', true, 4],
    ]);
    const prod = of('containers').find(({ variant }) => variant === 'prod');
    expect(prod).toMatchObject({
      image: 'registry/shop:2.0.0',
      limits: { cpu: '1', memory: '1Gi' },
      source: { path: 'base/deployment.yaml' },
    });
    expect(of('platform')).toEqual([
      expect.objectContaining({
        kind: 'disruption-budget',
        variant: 'prod',
        selectsService: true,
      }),
    ]);
  });

  it('keeps the name of what a patch is aimed at', async () => {
    const { of } = await deploymentFacts({
      'k8s/base/kustomization.yaml': 'resources: [shop.yaml]\n',
      'k8s/base/shop.yaml': deployment('shop', 'image: shop:1'),
      'k8s/prod/kustomization.yaml':
        'resources: [../base]\npatches:\n  - { path: replicas.yaml, target: { kind: Deployment } }\n',
      'k8s/prod/replicas.yaml':
        'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ignored }\nspec: { replicas: 3 }\n',
    });
    expect(of('workloads').map(item => [item.name, item.replicas])).toEqual([
      ['shop', 3],
    ]);
  });

  it('takes alerts that name the service for its own among several services', async () => {
    const { of } = await deploymentFacts(
      {
        'extras/rules.yaml': `apiVersion: monitoring.googleapis.com/v1
kind: Rules
metadata: { name: probes }
spec:
  groups:
    - name: probes
      rules:
        - { alert: CartUnavailable, expr: probe_success == 0, labels: { severity: critical } }
        - { alert: UserServiceUnavailable, expr: probe_success == 0, labels: { severity: critical } }
`,
        'src/cart/Dockerfile': 'FROM node:22\n',
        'src/userservice/Dockerfile': 'FROM node:22\n',
      },
      { path: 'src/userservice', name: 'userservice' },
    );
    expect(of('observability').map(({ name }) => name)).toEqual([
      'UserServiceUnavailable',
    ]);
  });

  it('names a base that is not in the repository', async () => {
    const { gaps } = await deploymentFacts({
      'kustomization.yaml': 'resources: ["https://example.com/base?ref=v1"]\n',
    });
    expect(gaps[0]).toEqual({
      collection: 'containers',
      reason:
        'The Kustomize base https://example.com/base?ref=v1 is not in the repository.',
      source: { path: 'kustomization.yaml', line: 1 },
    });
  });

  it('ends when bases refer to each other', async () => {
    const { gaps } = await deploymentFacts({
      'a/kustomization.yaml': 'resources: [../b, ../b]\n',
      'b/kustomization.yaml': 'resources: [../a, ../a]\n',
      'c/kustomization.yaml': 'resources: [../a]\n',
    });
    expect(gaps.map(({ reason }) => reason)).toContain(
      'Kustomize bases nest too deep.',
    );
  });
});
