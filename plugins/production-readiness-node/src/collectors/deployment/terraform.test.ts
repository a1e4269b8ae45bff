import { deploymentFacts } from '../../testing/deploymentFacts';

const ecs = (service: string, container = '') => `
locals {
  registry = "registry.example.com"
}

resource "aws_ecs_task_definition" "shop" {
  family = "shop"
  cpu    = 256
  memory = 512
  container_definitions = jsonencode([
    {
      name         = "shop"
      image        = "\${local.registry}/shop:1.2.3"
      portMappings = [{ containerPort = 80 }]
      ${container}
    },
    { name = "xray", image = "amazon/aws-xray-daemon:3", essential = false },
  ])
}

resource "aws_ecs_service" "shop" {
  name            = "shop"
  task_definition = aws_ecs_task_definition.shop.arn
  ${service}
}
`;

type Facts = Awaited<ReturnType<typeof deploymentFacts>>;

function shopOf({ of }: Facts) {
  return {
    container: of('containers').find(({ name }) => name === 'shop')!,
    reference: of('imageReferences').find(
      ({ image }) => !image.includes('xray'),
    )!,
  };
}

describe('workloads in Terraform', () => {
  it('reads an ECS task with its service and its scaling, with lines', async () => {
    const facts = await deploymentFacts({
      'infra/main.tf': `${ecs(
        `desired_count = 2
  deployment_minimum_healthy_percent = 100
  deployment_maximum_percent = 150
  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }
  load_balancer {
    target_group_arn = aws_lb_target_group.shop.arn
    container_name   = "shop"
    container_port   = 80
  }`,
        `healthCheck = { command = ["CMD-SHELL", "curl -f localhost || exit 1"] }
      secrets = [{ name = "PASSWORD", valueFrom = aws_ssm_parameter.password.arn }]
      user = "1000"`,
      )}
resource "aws_appautoscaling_target" "shop" {
  service_namespace  = "ecs"
  resource_id        = "service/\${var.cluster}/\${aws_ecs_service.shop.name}"
  scalable_dimension = "ecs:service:DesiredCount"
  min_capacity       = 2
  max_capacity       = 6
}
`,
    });
    const { of, gaps } = facts;
    const { container, reference } = shopOf(facts);
    expect(gaps).toEqual([]);
    expect(of('workloads')).toEqual([
      expect.objectContaining({
        name: 'shop',
        platform: 'ecs',
        role: 'service',
        production: true,
        replicas: 2,
        strategy: 'RollingUpdate',
        maxUnavailable: '0',
        maxSurge: '50%',
        source: { path: 'infra/main.tf', line: 6 },
      }),
    ]);
    expect(of('workloads')[0].unresolved).toBeUndefined();
    expect(of('containers').map(({ name, role }) => [name, role])).toEqual([
      ['xray', 'sidecar'],
      ['shop', 'service'],
    ]);
    expect(container).toMatchObject({
      image: 'registry.example.com/shop:1.2.3',
      livenessProbe: { kind: 'exec' },
      readinessProbe: { kind: 'http' },
      limits: { cpu: '256', memory: '512' },
      runAsNonRoot: true,
      secretEnvironment: ['PASSWORD'],
      source: { path: 'infra/main.tf', line: 6 },
    });
    expect(reference).toMatchObject({
      image: 'registry.example.com/shop',
      tag: '1.2.3',
      mutable: false,
      production: true,
    });
    expect(
      of('platform').map(({ kind, facets, selectsService, enabled }) => [
        kind,
        facets,
        selectsService,
        enabled,
      ]),
    ).toEqual([
      ['progressive-delivery', ['rollback'], true, true],
      ['autoscaler', ['horizontal'], true, true],
    ]);
    expect(of('files')).toContainEqual(
      expect.objectContaining({ kind: 'deploy-source', tool: 'terraform' }),
    );
  });

  it('does not take what falls short for what is asked', async () => {
    const facts = await deploymentFacts({
      'main.tf': `${ecs(
        `desired_count = 1
  deployment_minimum_healthy_percent = 50
  deployment_circuit_breaker {
    enable   = true
    rollback = false
  }`,
        'healthCheck = { command = ["NONE"] }',
      ).replace('shop:1.2.3', 'shop:latest')}
resource "aws_appautoscaling_target" "table" {
  service_namespace = "dynamodb"
  resource_id       = "table/shop"
  min_capacity      = 1
  max_capacity      = 9
}
resource "aws_appautoscaling_target" "other" {
  service_namespace = "ecs"
  resource_id       = "service/main/other"
  min_capacity      = 1
  max_capacity      = 9
}
resource "aws_ecs_service" "unused" {
  count           = 0
  task_definition = aws_ecs_task_definition.shop.arn
  desired_count   = 9
}
`,
    });
    const { of } = facts;
    const { container, reference } = shopOf(facts);
    expect(of('workloads')[0]).toMatchObject({
      replicas: 1,
      maxUnavailable: '50%',
    });
    expect(container.livenessProbe).toBeUndefined();
    expect(container.readinessProbe).toBeUndefined();
    expect(reference.mutable).toBe(true);
    expect(
      of('platform').map(({ name, selectsService }) => [name, selectsService]),
    ).toEqual([['other', false]]);
  });

  it('names the expressions of what it cannot settle', async () => {
    const facts = await deploymentFacts({
      'main.tf': ecs(
        `desired_count = var.replicas
  dynamic "load_balancer" {
    for_each = var.balanced ? [1] : []
    content {
      container_name = "shop"
    }
  }`,
        'healthCheck = var.health\n      user = var.user',
      ).replace('${local.registry}/shop:1.2.3', '${var.image}'),
    });
    const { of } = facts;
    const { container, reference } = shopOf(facts);
    const [workload] = of('workloads');
    expect(workload.replicas).toBeUndefined();
    expect(workload.unresolved).toEqual({ replicas: 'var.replicas' });
    expect(container.unresolved).toEqual({
      image: 'var.image',
      livenessProbe: 'var.health',
      readinessProbe: 'var.balanced ? [1] : []',
      runAsNonRoot: 'var.user',
      runAsUser: 'var.user',
    });
    expect(container.livenessProbe).toBeUndefined();
    expect(reference).toMatchObject({
      filledByPipeline: true,
      unresolved: { image: 'var.image' },
    });
    expect(JSON.stringify(of('containers'))).not.toContain('__unresolved');
  });

  it('sees the tag of an image whose repository is an expression', async () => {
    const reference = async (image: string) => {
      const facts = await deploymentFacts({
        'main.tf': ecs('').replace('${local.registry}/shop:1.2.3', image),
      });
      return shopOf(facts).reference;
    };
    expect(await reference('${var.repository}:latest')).toMatchObject({
      tag: 'latest',
      mutable: true,
    });
    expect(await reference('example/shop:${var.tag}')).toMatchObject({
      image: 'example/shop',
      mutable: false,
      filledByPipeline: true,
    });
  });

  it.each([
    ['a function', 'jsonencode(concat(local.a, var.b))', 'concat(local.a'],
    ['a file', 'file("containers.json")', 'file("containers.json")'],
    ['a variable in a list', 'jsonencode([var.container])', 'var.container'],
  ])('leaves containers open that are %s', async (_, written, expression) => {
    const { of } = await deploymentFacts({
      'main.tf': `resource "aws_ecs_task_definition" "shop" {
  family                = "\${var.environment}-shop"
  cpu                   = 256
  container_definitions = ${written}
}
`,
    });
    expect(of('workloads')[0].name).toBe('shop');
    expect(of('containers')).toHaveLength(1);
    const [{ unresolved, limits }] = of('containers');
    expect(limits.cpu).toBe('256');
    for (const field of ['image', 'livenessProbe', 'limits.memory']) {
      expect(unresolved?.[field]).toContain(expression);
    }
    expect(of('imageReferences')[0]).toMatchObject({
      filledByPipeline: false,
      unresolved: { mutable: expect.stringContaining(expression) },
    });
  });

  it('reads definitions that are a local, in another file, or JSON in a heredoc', async () => {
    const { of } = await deploymentFacts({
      'locals.tf': `locals {
  shop = { name = "shop", image = "shop:1" }
}
`,
      'main.tf': `resource "aws_ecs_task_definition" "shop" {
  container_definitions = jsonencode([local.shop])
}
resource "aws_ecs_task_definition" "cart" {
  container_definitions = <<EOF
[{ "name": "cart", "image": "cart:2", "memory": \${var.memory} }]
EOF
}
`,
    });
    expect(of('containers').map(({ image }) => image)).toEqual([
      'shop:1',
      'cart:2',
    ]);
    expect(of('containers')[1].unresolved).toMatchObject({
      'limits.memory': 'var.memory',
    });
  });

  it('stops at locals that multiply', async () => {
    const levels = Array.from(
      { length: 12 },
      (_, level) =>
        `  l${level} = [${Array(9)
          .fill(`local.l${level + 1}`)
          .join(', ')}]\n`,
    );
    const { of } = await deploymentFacts({
      'main.tf': `locals {\n${levels.join('')}  l12 = local.l0\n}
resource "aws_ecs_task_definition" "shop" {
  family                = "shop"
  container_definitions = jsonencode([{ name = "shop", image = "shop:1", command = local.l0 }])
}
`,
    });
    expect(of('workloads')[0].name).toBe('shop');
  });

  it('reads both versions of Cloud Run', async () => {
    const { of } = await deploymentFacts({
      'main.tf': `resource "google_cloud_run_v2_service" "shop" {
  name = "shop"
  template {
    scaling {
      min_instance_count = 2
      max_instance_count = 8
    }
    containers {
      image = "gcr.io/example/shop@sha256:${'a'.repeat(64)}"
      resources {
        limits = { cpu = "1", memory = var.memory }
      }
      liveness_probe {
        http_get {
          path = "/live"
        }
      }
      startup_probe {
        initial_delay_seconds = 5
        tcp_socket {
          port = 8080
        }
      }
      env {
        name = "PASSWORD"
        value_source {
          secret_key_ref {
            secret = "password"
          }
        }
      }
    }
  }
}
resource "google_cloud_run_service" "old" {
  name = "old"
  template {
    metadata {
      annotations = {
        "autoscaling.knative.dev/minScale" = "1"
        "autoscaling.knative.dev/maxScale" = "1"
      }
    }
    spec {
      containers {
        image = "gcr.io/example/old"
      }
    }
  }
}
`,
    });
    expect(of('workloads')).toEqual([
      expect.objectContaining({
        name: 'shop',
        platform: 'cloud-run',
        replicas: 2,
        source: { path: 'main.tf', line: 1 },
      }),
      expect.objectContaining({ name: 'old', replicas: 1 }),
    ]);
    const [shop, old] = of('containers');
    expect(shop).toMatchObject({
      listens: true,
      livenessProbe: { kind: 'http', path: '/live' },
      startupProbe: { kind: 'tcp', initialDelaySeconds: 5 },
      limits: { cpu: '1' },
      secretEnvironment: ['PASSWORD'],
      unresolved: { 'limits.memory': 'var.memory' },
    });
    expect(old.livenessProbe).toBeUndefined();
    expect(of('imageReferences').map(({ mutable }) => mutable)).toEqual([
      false,
      true,
    ]);
    expect(
      of('platform').map(({ kind, enabled, maxReplicas }) => [
        kind,
        enabled,
        maxReplicas,
      ]),
    ).toEqual([
      ['autoscaler', true, 8],
      ['autoscaler', false, 1],
    ]);
  });

  it('reads an Azure container app', async () => {
    const { of } = await deploymentFacts({
      'main.tf': `resource "azurerm_container_app" "shop" {
  name          = "shop"
  revision_mode = "Single"
  template {
    min_replicas = 2
    max_replicas = var.most
    container {
      name   = "shop"
      image  = "example.azurecr.io/shop:1.0.0"
      cpu    = 0.5
      memory = "1Gi"
      liveness_probe {
        transport = "HTTP"
        port      = 8080
        path      = "/live"
      }
      readiness_probe {
        transport = "TCP"
        port      = 8080
      }
    }
  }
}
`,
    });
    expect(of('workloads')[0]).toMatchObject({
      platform: 'other',
      strategy: 'BlueGreen',
      replicas: 2,
      maxUnavailable: '0',
    });
    expect(of('containers')[0]).toMatchObject({
      livenessProbe: { kind: 'http', path: '/live' },
      readinessProbe: { kind: 'tcp' },
      limits: { cpu: '0.5', memory: '1Gi' },
    });
    expect(of('containers')[0].startupProbe).toBeUndefined();
    expect(of('platform')[0].unresolved).toEqual({
      maxReplicas: 'var.most',
      enabled: 'var.most',
    });
  });

  it('attributes workloads to the service of a monorepo, and tells environments apart', async () => {
    const service = (
      name: string,
    ) => `resource "google_cloud_run_v2_service" "${name}" {
  name = var.${name}
  template {
    containers {
      image = "example/${name}:1"
    }
  }
}
`;
    const { of } = await deploymentFacts(
      {
        'payment/package.json': '{}',
        'cart/package.json': '{}',
        'terraform/main.tf': service('payment') + service('cart'),
        'terraform/dev/main.tf': service('payment'),
      },
      { path: 'payment', name: 'payment' },
    );
    expect(
      of('workloads').map(({ name, production, source }) => [
        name,
        production,
        source.path,
      ]),
    ).toEqual([
      ['payment', false, 'terraform/dev/main.tf'],
      ['payment', true, 'terraform/main.tf'],
    ]);
  });

  it('says what it could not read', async () => {
    const { gaps } = await deploymentFacts({
      'main.tf': 'resource "aws_ecs_service" "shop" {\n',
    });
    expect(gaps.map(({ collection }) => collection)).toEqual(
      expect.arrayContaining(['workloads', 'containers', 'infrastructure']),
    );
  });

  const service = `
variable "name" {}
variable "image" {}
variable "replicas" {
  default = 1
}
variable "memory" {
  default = 512
}

resource "aws_ecs_task_definition" "main" {
  family                = var.name
  memory                = var.memory
  container_definitions = jsonencode([{ name = var.name, image = var.image, cpu = 256 }])
}

resource "aws_ecs_service" "main" {
  name            = var.name
  task_definition = aws_ecs_task_definition.main.arn
  desired_count   = var.replicas
}

output "service" {
  value = aws_ecs_service.main.name
}
`;
  const calls = `
variable "size" {
  type = object({ replicas = number })
}
variable "tag" {}

module "shop" {
  source   = "../modules/service"
  name     = "shop"
  image    = "example/shop:\${var.tag}"
  replicas = var.size.replicas
}

module "cart" {
  source = "../modules/service"
  count  = var.size.replicas == 1 ? 1 : 0
  name   = "cart"
  image  = "example/cart:2"
}

resource "aws_appautoscaling_target" "shop" {
  service_namespace = "ecs"
  resource_id       = "service/main/\${module.shop.service}"
  min_capacity      = var.size.replicas
  max_capacity      = 9
}
`;

  it('follows variables, their files, and modules of the repository', async () => {
    const { of } = await deploymentFacts({
      'modules/service/main.tf': service,
      'infra/main.tf': calls,
      'infra/envs/staging.tfvars': 'tag = "1.0.0"\nsize = { replicas = 1 }\n',
      'infra/envs/production.tfvars':
        'tag = "1.0.0"\nsize = {\n  replicas = 3\n}\n',
    });
    expect(
      of('workloads').map(({ name, variant, replicas, production, source }) => [
        name,
        variant,
        replicas,
        production,
        `${source.path}:${source.line}`,
      ]),
    ).toEqual([
      ['cart', 'staging', 1, false, 'modules/service/main.tf:11'],
      ['shop', 'staging', 1, false, 'modules/service/main.tf:11'],
      ['shop', 'production', 3, true, 'modules/service/main.tf:11'],
    ]);
    const container = of('containers').find(
      ({ variant }) => variant === 'production',
    )!;
    expect(container.unresolved).toBeUndefined();
    expect(container).toMatchObject({
      image: 'example/shop:1.0.0',
      limits: { memory: '512' },
    });
    expect(
      of('platform').find(({ variant }) => variant === 'production'),
    ).toMatchObject({
      name: 'shop',
      selectsService: true,
      minReplicas: 3,
      maxReplicas: 9,
    });
  });

  it.each([
    ["env: { TF_VAR_tag: '${{ github.sha }}' }", 'terraform apply', '1.0.0'],
    ['', 'terraform apply -var "tag=$GITHUB_SHA"', '${var.tag}'],
  ])(
    'knows that a file of values wins over the environment, and an argument over both: %s %s',
    async (env, run, tag) => {
      const { of } = await deploymentFacts({
        'modules/service/main.tf': service,
        'infra/main.tf': calls,
        'infra/terraform.tfvars': 'tag = "1.0.0"\nsize = { replicas = 3 }\n',
        '.github/workflows/deploy.yml': `on: push
jobs:
  deploy:
    runs-on: ubuntu-24.04
    ${env}
    steps:
      - run: ${run}
`,
      });
      expect(of('containers').map(({ image }) => image)).toEqual([
        `example/shop:${tag}`,
      ]);
    },
  );

  it('leaves open what a pipeline sets, and what has no value', async () => {
    const { of } = await deploymentFacts({
      'modules/service/main.tf': service,
      'infra/main.tf': calls.replace(
        'variable "tag" {}',
        'variable "tag" {\n  default = "latest"\n}',
      ),
      '.github/workflows/deploy.yml': `on: push
jobs: { deploy: { runs-on: ubuntu-24.04, env: { TF_VAR_tag: '\${{ github.sha }}' }, steps: [{ run: terraform apply }] } }
`,
    });
    const shop = of('workloads').find(({ name }) => name === 'shop')!;
    expect(shop.unresolved).toEqual({ replicas: 'var.size.replicas' });
    expect(
      of('imageReferences').find(({ image }) => image === 'example/shop'),
    ).toMatchObject({ mutable: false, filledByPipeline: true });
  });

  it('names a module that is elsewhere, where it may run the service', async () => {
    const module = (source: string) => ({
      'main.tf': `module "shop" {\n  source  = "${source}"\n  version = "5.0.0"\n}\n`,
    });
    const { gaps } = await deploymentFacts(
      module('terraform-aws-modules/ecs/aws//modules/service'),
    );
    expect(gaps).toContainEqual({
      collection: 'workloads',
      reason:
        'What the module terraform-aws-modules/ecs/aws//modules/service defines is not in the repository.',
      source: { path: 'main.tf', line: 1 },
      hides: [{ role: 'service', production: true, platform: 'ecs' }],
    });
    const network = await deploymentFacts(
      module('terraform-aws-modules/vpc/aws'),
    );
    expect(network.gaps).toEqual([]);
  });

  it('reads jobs of Cloud Run and functions of Lambda', async () => {
    const { of } = await deploymentFacts({
      'main.tf': `
locals {
  image = "registry.example/report"
}

resource "google_cloud_run_v2_job" "report" {
  name = "report"
  template {
    template {
      containers {
        image = "\${local.image}:1.2.0"
      }
    }
  }
}

resource "aws_lambda_function" "mail" {
  function_name                  = "mail"
  image_uri                      = "\${local.image}-mail:1.2.0"
  publish                        = true
  reserved_concurrent_executions = 20
}

resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.mail.function_name
  function_version = aws_lambda_function.mail.version
}
`,
    });
    expect(of('workloads')).toMatchObject([
      { name: 'report', role: 'job', platform: 'cloud-run' },
      { name: 'mail', role: 'service', strategy: 'BlueGreen' },
    ]);
    expect(of('containers').map(({ image }) => image)).toEqual([
      'registry.example/report:1.2.0',
      'registry.example/report-mail:1.2.0',
    ]);
    expect(of('platform')).toMatchObject([
      { kind: 'autoscaler', maxReplicas: 20, selectsService: true },
    ]);
  });

  it('ends where modules call each other', async () => {
    const circle = (other: string) => `
module "other" {
  source = "../${other}"
  name   = module.other.name
}
variable "name" {}
output "name" {
  value = var.name
}
resource "google_cloud_run_v2_service" "shop" {
  name = var.name
}
`;
    const { of } = await deploymentFacts({
      'a/main.tf': circle('b'),
      'b/main.tf': circle('a'),
    });
    expect(of('workloads').length).toBeGreaterThan(0);
  });

  it('says when modules are called more often than it follows', async () => {
    const nineTimes = (next: string) =>
      Array.from(
        { length: 9 },
        (_, index) =>
          `module "m${index}" {\n  source = "../${next}"\n  name   = "m${index}"\n}\n`,
      ).join('');
    const { gaps, of } = await deploymentFacts({
      'a/main.tf': nineTimes('b'),
      'b/main.tf': `variable "name" {}\n${nineTimes('c')}`,
      'c/main.tf': `variable "name" {}\n${nineTimes('d')}`,
      'd/main.tf': `variable "name" {}
resource "google_cloud_run_v2_service" "shop" {
  name = var.name
}
`,
    });
    expect(of('workloads').length).toBeGreaterThan(0);
    expect(gaps).toContainEqual({
      collection: 'workloads',
      reason: 'd/main.tf is reached by more than 500 calls of modules.',
      source: { path: 'd/main.tf' },
    });
  });
});
