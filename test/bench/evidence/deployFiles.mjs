const manifests = {
  typescript: name => [
    [
      'package.json',
      JSON.stringify(
        {
          name,
          scripts: { test: 'vitest run', start: 'node dist/main.js' },
          dependencies: { express: '^5.0.0', pg: '^8.0.0', pino: '^9.0.0' },
          devDependencies: { vitest: '^3.0.0' },
        },
        undefined,
        2,
      ),
    ],
    [
      'package-lock.json',
      JSON.stringify(
        {
          name,
          lockfileVersion: 3,
          packages: Object.fromEntries(
            Array.from({ length: 200 }, (_, i) => [
              `node_modules/dependency-${i}`,
              { version: `1.0.${i}`, integrity: `sha512-${'a'.repeat(86)}==` },
            ]),
          ),
        },
        undefined,
        2,
      ),
    ],
  ],
  python: name => [
    [
      'pyproject.toml',
      `[project]\nname = "${name}"\nversion = "1.0.0"\ndependencies = ["fastapi>=0.110", "httpx>=0.27", "sqlalchemy>=2"]\n`,
    ],
    [
      'requirements.txt',
      'fastapi==0.110.0\nhttpx==0.27.0\nsqlalchemy==2.0.29\n',
    ],
  ],
  go: name => [
    [
      'go.mod',
      `module example.com/${name}\n\ngo 1.23\n\nrequire (\n\tgithub.com/jackc/pgx/v5 v5.6.0\n\tgithub.com/prometheus/client_golang v1.20.0\n)\n`,
    ],
    ['go.sum', 'github.com/jackc/pgx/v5 v5.6.0 h1:abc=\n'],
  ],
  java: name => [
    [
      'pom.xml',
      `<?xml version="1.0"?>\n<project>\n  <modelVersion>4.0.0</modelVersion>\n  <groupId>com.acme</groupId>\n  <artifactId>${name}</artifactId>\n  <version>1.0.0</version>\n  <dependencies>\n    <dependency>\n      <groupId>org.springframework.boot</groupId>\n      <artifactId>spring-boot-starter-web</artifactId>\n    </dependency>\n    <dependency>\n      <groupId>org.springframework.boot</groupId>\n      <artifactId>spring-boot-starter-actuator</artifactId>\n    </dependency>\n  </dependencies>\n</project>\n`,
    ],
    [
      'src/main/resources/application.yaml',
      'server:\n  shutdown: graceful\nmanagement:\n  endpoint:\n    health:\n      probes:\n        enabled: true\n',
    ],
  ],
  csharp: () => [
    [
      'Orders/Orders.csproj',
      '<Project Sdk="Microsoft.NET.Sdk.Web">\n  <ItemGroup>\n    <PackageReference Include="Serilog.AspNetCore" Version="8.0.0" />\n    <PackageReference Include="Npgsql" Version="8.0.0" />\n  </ItemGroup>\n</Project>\n',
    ],
    [
      'Orders/appsettings.json',
      '{\n  "Logging": { "LogLevel": { "Default": "Information" } }\n}\n',
    ],
  ],
  ruby: () => [
    [
      'Gemfile',
      "source 'https://rubygems.org'\ngem 'rails', '~> 7.1'\ngem 'pg'\ngem 'lograge'\n",
    ],
    [
      'Gemfile.lock',
      'GEM\n  specs:\n    rails (7.1.0)\n    pg (1.5.0)\n    lograge (0.14.0)\n',
    ],
  ],
};

/** What describes, builds and deploys a service: manifests, image, chart, pipeline, alerts, documents. */
export function deployFiles(name, ecosystem) {
  const folder = `services/${name}`;
  const files = [
    ...manifests[ecosystem](name),
    [
      'README.md',
      `# ${name}\n\nKeeps orders of one region and answers questions about them.\n\n## Run\n\n\`\`\`sh\nmake run\n\`\`\`\n`,
    ],
    [
      'catalog-info.yaml',
      `apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: ${name}\nspec:\n  type: service\n  lifecycle: production\n  owner: group:orders\n`,
    ],
    [
      'Dockerfile',
      'FROM registry.example/build:1.2.3 AS build\nWORKDIR /src\nCOPY . .\nRUN make build\n\nFROM registry.example/run:1.2.3\nCOPY --from=build /src/out /app\nUSER 10001\nENTRYPOINT ["/app/main"]\n',
    ],
    [
      'compose.yaml',
      `services:\n  ${name}:\n    build: .\n    depends_on: [database]\n  database:\n    image: postgres:17.2\n`,
    ],
    ['chart/Chart.yaml', `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n`],
    [
      'chart/values.yaml',
      'replicas: 3\nimage:\n  repository: registry.example/orders\n  tag: 1.0.0\nautoscaling:\n  enabled: true\n  max: 10\n',
    ],
    ['chart/values-production.yaml', 'replicas: 6\n'],
    [
      'chart/templates/deployment.yaml',
      `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: {{ .Chart.Name }}\nspec:\n  replicas: {{ .Values.replicas }}\n  selector:\n    matchLabels: { app: {{ .Chart.Name }} }\n  template:\n    metadata:\n      labels: { app: {{ .Chart.Name }} }\n    spec:\n      containers:\n        - name: main\n          image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}"\n          ports: [{ containerPort: 8080 }]\n          livenessProbe: { httpGet: { path: /live, port: 8080 } }\n          readinessProbe: { httpGet: { path: /ready, port: 8080 } }\n          resources:\n            requests: { cpu: 100m, memory: 128Mi }\n            limits: { memory: 256Mi }\n`,
    ],
    [
      'chart/templates/autoscaler.yaml',
      `{{- if .Values.autoscaling.enabled }}\napiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata:\n  name: {{ .Chart.Name }}\nspec:\n  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: {{ .Chart.Name }} }\n  maxReplicas: {{ .Values.autoscaling.max }}\n{{- end }}\n`,
    ],
    [
      'observability/alerts.yaml',
      `groups:\n  - name: ${name}\n    rules:\n      - alert: HighErrorRate\n        expr: sum(rate(http_requests_total{job="${name}",code=~"5.."}[5m])) > 0.05\n        for: 10m\n        labels: { severity: page }\n        annotations: { runbook_url: docs/runbook.md }\n`,
    ],
    [
      'docs/runbook.md',
      '# Runbook\n\n## Symptoms\n\nErrors rise.\n\n## Diagnosis\n\nLook at the logs.\n\n## Mitigation\n\nRoll back.\n',
    ],
  ];
  return [
    ...files.map(([path, content]) => [`${folder}/${path}`, content]),
    [
      `.github/workflows/${name}.yaml`,
      `name: ${name}\non:\n  pull_request: { paths: ['services/${name}/**'] }\n  push: { branches: [main], paths: ['services/${name}/**'] }\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8\n      - run: make lint test\n      - run: make image\n  deploy:\n    needs: build\n    environment: production\n    runs-on: ubuntu-24.04\n    steps:\n      - run: helm upgrade --install --atomic ${name} chart\n`,
    ],
  ];
}
