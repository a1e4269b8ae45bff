import { deployment, deploymentFacts } from '../../testing/deploymentFacts';

describe('compose', () => {
  const base = `services:
  shop:
    image: \${IMAGE:-shop}:\${TAG-latest}
    build: { context: ., dockerfile: app/Dockerfile }
    depends_on:
      db: { condition: service_healthy }
      migrate: { condition: service_completed_successfully }
    labels: [traefik.enable=true]
    healthcheck: { test: [CMD, curl, -f, http://localhost/health] }
  migrate: { image: 'shop:1', command: alembic upgrade head, build: . }
  db: { image: 'postgres:16' }
  auth: { image: 'quay.io/other/auth:latest' }
`;

  it('tells the service from one-off tasks and from what it needs', async () => {
    const { of } = await deploymentFacts({ 'compose.yml': base });
    expect(
      of('workloads').map(({ name, role, production }) => [
        name,
        role,
        production,
      ]),
    ).toEqual([
      ['shop', 'service', true],
      ['migrate', 'job', true],
      ['db', 'dependency', true],
      ['auth', 'dependency', true],
    ]);
    expect(of('containers')[0]).toMatchObject({
      livenessProbe: { kind: 'exec' },
      readinessProbe: { kind: 'exec' },
      source: { path: 'compose.yml', line: 2 },
    });
    expect(of('imageReferences')[0]).toMatchObject({
      image: 'shop',
      tag: 'latest',
      mutable: true,
    });
  });

  it('lays the production file over the base, and leaves development files out', async () => {
    const { of } = await deploymentFacts({
      'docker-compose.yml': base,
      '.env': 'TAG=1.2.3\n',
      'docker-compose.prod.yml': `services:
  shop:
    labels: [traefik.http.middlewares.l.ratelimit.average=10]
    user: "1000:1000"
    deploy:
      replicas: 2
      resources: { limits: { cpus: '1', memory: 1G }, reservations: { cpus: '0.5', memory: 512M } }
      update_config: { order: start-first, failure_action: rollback }
`,
      'docker-compose.override.yml':
        'services: { shop: { ports: ["80:80"] } }\n',
    });
    const production = of('containers').filter(item => item.production);
    expect(production.map(({ name }) => name)).toEqual([
      'shop',
      'migrate',
      'db',
      'auth',
    ]);
    expect(production[0]).toMatchObject({
      image: 'shop:1.2.3',
      limits: { cpu: '1', memory: '1G' },
      requests: { cpu: '0.5', memory: '512M' },
      runAsNonRoot: true,
      readinessProbe: { kind: 'exec' },
    });
    expect(of('workloads').find(item => item.production)).toMatchObject({
      replicas: 2,
      maxUnavailable: '0',
    });
    expect(of('platform').map(({ facets }) => facets)).toEqual([
      ['rate-limit'],
      ['rollback'],
    ]);
    expect(of('files').map(({ source }) => source.path)).toEqual([
      'docker-compose.prod.yml',
    ]);
  });

  it('does not speak for production where it starts no service', async () => {
    const { of } = await deploymentFacts({
      'compose.yml':
        'services: { db: { image: postgres }, admin: { image: dpage/pgadmin4 } }\n',
    });
    expect(of('imageReferences').filter(item => item.production)).toEqual([]);
  });

  it('does not speak for production beside a cluster', async () => {
    const { of } = await deploymentFacts({
      'docker-compose.yml': base,
      'k8s/shop.yaml': deployment('shop', 'image: shop:1'),
    });
    expect(
      of('workloads')
        .filter(item => item.production)
        .map(({ platform }) => platform),
    ).toEqual(['kubernetes']);
  });

  it('takes the health check of the Dockerfile, unless compose switches it off', async () => {
    const dockerfile =
      'FROM node:20\nHEALTHCHECK CMD curl -f http://localhost/\n';
    const probes = async (service: string) => {
      const { of } = await deploymentFacts({
        'compose.yaml': `services: { shop: { build: . ${service} } }\n`,
        Dockerfile: dockerfile,
      });
      return of('containers')[0].livenessProbe;
    };
    expect(await probes('')).toEqual({ kind: 'exec' });
    expect(await probes(', healthcheck: { disable: true }')).toBeUndefined();
  });

  it('knows the service of a repository of several by its build folder', async () => {
    const { of } = await deploymentFacts(
      {
        'compose.yml': `services:
  payment: { build: ./payment }
  cart: { build: ./cart }
  redis: { image: redis }
`,
      },
      { path: 'payment', name: 'payment' },
    );
    expect(of('workloads').map(({ name, role }) => [name, role])).toEqual([
      ['payment', 'service'],
      ['redis', 'dependency'],
    ]);
  });
});

describe('other platforms', () => {
  it('reads ECS task definitions with their service', async () => {
    const { of } = await deploymentFacts({
      'ecs/task-definition.json': JSON.stringify({
        family: 'shop',
        cpu: '256',
        memory: '512',
        containerDefinitions: [
          {
            name: 'shop',
            image: '<IMAGE1_NAME>',
            portMappings: [{ containerPort: 80 }],
            healthCheck: { command: ['CMD-SHELL', 'curl -f localhost'] },
            secrets: [
              { name: 'PASSWORD', valueFrom: 'arn:aws:secretsmanager:x' },
            ],
          },
          { name: 'xray', image: 'amazon/aws-xray-daemon:3', essential: false },
        ],
      }),
      'ecs/service-definition.json': JSON.stringify({
        serviceName: 'shop',
        taskDefinition: 'shop:7',
        desiredCount: 2,
        loadBalancers: [{ targetGroupArn: 'x' }],
        deploymentConfiguration: {
          minimumHealthyPercent: 100,
          deploymentCircuitBreaker: { enable: true, rollback: true },
        },
      }),
    });
    expect(of('workloads')[0]).toMatchObject({
      platform: 'ecs',
      replicas: 2,
      maxUnavailable: '0',
      production: true,
    });
    expect(of('containers').map(({ name, role }) => [name, role])).toEqual([
      ['shop', 'service'],
      ['xray', 'sidecar'],
    ]);
    expect(of('containers')[0]).toMatchObject({
      livenessProbe: { kind: 'exec' },
      readinessProbe: { kind: 'http' },
      limits: { cpu: '256', memory: '512' },
      secretEnvironment: ['PASSWORD'],
    });
    expect(of('imageReferences')).toContainEqual(
      expect.objectContaining({
        filledByPipeline: true,
        mutable: false,
      }),
    );
    expect(of('platform')[0]).toMatchObject({
      facets: ['rollback'],
      selectsService: true,
    });
  });

  it('reads a CloudFormation service with its scaling', async () => {
    const { of } = await deploymentFacts({
      'infra/stack.yaml': `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - { Name: shop, Image: !Sub '\${Repo}:\${Tag}', PortMappings: [{ ContainerPort: 80 }] }
  Service:
    Type: AWS::ECS::Service
    Properties: { TaskDefinition: !Ref Task, DesiredCount: 1, DeploymentConfiguration: { MinimumHealthyPercent: 50 } }
  Scaling:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties: { MinCapacity: 1, MaxCapacity: 4 }
  Database:
    Type: AWS::RDS::DBInstance
    Properties: { BackupRetentionPeriod: 7 }
`,
    });
    expect(of('workloads')[0]).toMatchObject({
      replicas: 1,
      maxUnavailable: '50%',
    });
    expect(of('platform')[0]).toMatchObject({
      kind: 'autoscaler',
      enabled: true,
    });
    expect(
      of('infrastructure').find(({ kind }) => kind === 'database'),
    ).toMatchObject({
      backupRetentionDays: 7,
      remote: true,
    });
  });

  it('takes a Procfile beside a cluster for one that serves local work', async () => {
    const files = { Procfile: 'web: puma\nredis: redis-server\n' };
    const alone = await deploymentFacts(files);
    expect(alone.of('workloads').map(item => item.production)).toEqual([
      true,
      true,
    ]);
    const { of } = await deploymentFacts({
      ...files,
      'k8s/shop.yaml': deployment('shop', 'image: shop:1'),
    });
    expect(
      of('workloads')
        .filter(item => item.production)
        .map(({ platform }) => platform),
    ).toEqual(['kubernetes']);
  });

  it('reads App Engine, Procfiles and Marathon', async () => {
    const { of } = await deploymentFacts({
      'app.yaml':
        'runtime: python312\nautomatic_scaling: { min_instances: 1, max_instances: 5 }\nliveness_check: { path: /live }\n',
      Procfile: 'web: gunicorn app\nrelease: alembic upgrade head\n',
      'DCOS/shop.json': JSON.stringify({
        id: '/shop',
        instances: 1,
        container: { docker: { image: 'shop:latest' } },
        healthChecks: [],
      }),
    });
    expect(
      of('workloads').map(({ platform, name, role }) => [platform, name, role]),
    ).toEqual([
      ['other', 'shop', 'service'],
      ['procfile', 'web', 'service'],
      ['procfile', 'release', 'job'],
      ['app-engine', 'default', 'service'],
    ]);
    expect(of('platform')[0]).toMatchObject({
      kind: 'autoscaler',
      maxReplicas: 5,
    });
  });
});
