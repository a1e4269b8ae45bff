import { factsOf } from '../../__testUtils__/factsOf';
import { codeCollector } from './codeCollector';

type Files = Record<string, string>;

async function capabilitiesOf(files: Files, path = ''): Promise<string[]> {
  const facts = await factsOf(codeCollector(), files, { path, name: 'orders' });
  return (facts.collections.code ?? []).map(item => {
    const { capability, facets } = item as unknown as {
      capability: string;
      facets: string[];
    };
    return [capability, ...facets].join(' ');
  });
}

async function traitsOf(files: Files): Promise<string[]> {
  const facts = await factsOf(codeCollector(), files);
  const traits = (facts.collections.traits ?? []).map(
    item => (item as unknown as { trait: string }).trait,
  );
  return [...new Set(traits)].sort();
}

const packageJson = (...names: string[]) =>
  JSON.stringify({
    main: 'index.js',
    dependencies: Object.fromEntries(names.map(name => [name, '1.0.0'])),
  });

const goModule = (...names: string[]) =>
  `module example.com/orders\n\nrequire (\n${names
    .map(name => `\t${name} v1.0.0\n`)
    .join('')})\n`;

interface Example {
  capability: string;
  /** Satisfies the words. */
  is: Record<string, Files>;
  /** Looks like it. */
  isNot: Record<string, Files>;
}

const examples: Example[] = [
  {
    capability: 'graceful-shutdown',
    is: {
      'a handler that closes the server': {
        'index.js': `const server = require('http').createServer();\nprocess.on('SIGTERM', () => {\n  server.close(() => process.exit(0));\n});`,
      },
      'a named handler, through another function': {
        'index.ts': `import { stopAll } from './stop';\nconst onTerm = async () => { await stopAll(); };\nprocess.once('SIGTERM', onTerm);`,
        'stop.ts': `export async function stopAll() {\n  await app.close();\n}`,
      },
      'a lifespan that disposes of what it opened': {
        'main.py': `from fastapi import FastAPI\n\n@asynccontextmanager\nasync def lifespan(app):\n    yield\n    await engine.dispose()\n\napp = FastAPI(lifespan=lifespan)\n`,
      },
      'a signal and Shutdown in Go': {
        'go.mod': goModule(),
        'main.go': `package main\n\nimport (\n\t"os/signal"\n\t"syscall"\n)\n\nfunc main() {\n\tsignal.Notify(quit, syscall.SIGTERM)\n\t<-quit\n\tsrv.Shutdown(ctx)\n}\n`,
      },
      'graceful shutdown of Spring Boot': {
        'src/main/resources/application.yml': 'server:\n  shutdown: graceful\n',
      },
      'a trap in Ruby that stops the worker': {
        'worker.rb': `Signal.trap('TERM') do\n  worker.stop\nend\n`,
      },
    },
    isNot: {
      'a handler that only logs and exits': {
        'index.js': `process.on('SIGTERM', () => {\n  console.log('server.close() comes later');\n  process.exit(0);\n});`,
      },
      'a handler in a module that nobody imports': {
        'package.json': packageJson(),
        'index.js': `const app = require('./app');\napp.listen(3000);`,
        'app.js': `module.exports = require('express')();`,
        'shutdown.js': `process.on('SIGTERM', () => server.close());`,
      },
      'a registration that is imported and never called': {
        'package.json': packageJson(),
        'index.js': `const { registerShutdown } = require('./shutdown');\nserver.listen(3000);`,
        'shutdown.js': `function registerShutdown(server) {\n  process.on('SIGTERM', () => server.close());\n}\nmodule.exports = { registerShutdown };`,
      },
      'a handler that is commented out': {
        'index.js': `// process.on('SIGTERM', () => server.close());\n/* process.on('SIGTERM', () => server.close()); */`,
      },
      'only an interrupt of the keyboard in Go': {
        'go.mod': goModule(),
        'main.go': `package main\n\nfunc main() {\n\tsignal.Notify(quit, os.Interrupt)\n\tsrv.Shutdown(ctx)\n}\n`,
      },
      'a Go function that is never called': {
        'go.mod': goModule(),
        'main.go': `package main\n\nfunc waitForTerm() {\n\tsignal.Notify(quit, syscall.SIGTERM)\n\tsrv.Shutdown(ctx)\n}\n\nfunc main() {\n\thttp.ListenAndServe(":80", nil)\n}\n`,
      },
      'a lifespan that does nothing at the end': {
        'main.py': `from fastapi import FastAPI\n\n@asynccontextmanager\nasync def lifespan(app):\n    await engine.connect()\n    yield\n\napp = FastAPI(lifespan=lifespan)\n`,
      },
      'a signal handler that only closes the database': {
        'main.py': `import signal, sys\n\ndef stop(signum, frame):\n    db.close()\n    sys.exit(0)\n\nsignal.signal(signal.SIGTERM, stop)\n`,
      },
      'immediate shutdown of Spring Boot': {
        'src/main/resources/application.yml':
          'server:\n  shutdown: immediate\n',
      },
      'a profile for tests': {
        'src/main/resources/application-test.yml':
          'server:\n  shutdown: graceful\n',
      },
    },
  },
  {
    capability: 'health-dependencies',
    is: {
      'a route that queries': {
        'index.js': `app.get('/health', async (req, res) => {\n  await pool.query('SELECT 1');\n  res.send('ok');\n});`,
      },
      'a controller of another file': {
        'package.json': packageJson('express'),
        'index.js': `const { readiness } = require('./controllers/probe');\nrouter.get('/readyz', readiness);`,
        'controllers/probe.js': `exports.readiness = async (req, res) => {\n  await redis.ping();\n  res.end();\n};`,
      },
      'a router that the index of a folder hands on': {
        'package.json': packageJson('express'),
        'index.js': `const { healthRouter } = require('./routes/');\nrouter.use('/health', healthRouter);`,
        'routes/index.js': `module.exports = { healthRouter: require('./health'), ordersRouter: require('./orders') };`,
        'routes/orders.js': `router.get('/', (req, res) => res.end());`,
        'routes/health.js': `const health = require('../checks');\nrouter.get('/', async (req, res) => res.json(await health.getAll()));\nmodule.exports = router;`,
        'checks.js': `module.exports = { getAll: async () => ({ database: await pool.query('SELECT 1') }) };`,
      },
      'a route of FastAPI that pings': {
        'main.py': `from fastapi import FastAPI\napp = FastAPI()\n\n@app.get("/readyz")\nasync def ready(session = None):\n    await session.execute(text("SELECT 1"))\n    return {"ok": True}\n`,
      },
      'a handler of Go that pings': {
        'go.mod': goModule(),
        'main.go': `package main\n\nfunc main() {\n\tmux.HandleFunc("/healthz", func(w http.ResponseWriter, r *http.Request) {\n\t\tif err := db.PingContext(r.Context()); err != nil {\n\t\t\tw.WriteHeader(503)\n\t\t}\n\t})\n}\n`,
      },
      'Spring Actuator beside a data source': {
        'pom.xml': `<project><dependencies><dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-actuator</artifactId></dependency><dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-data-jpa</artifactId></dependency></dependencies></project>`,
      },
      'an indicator of terminus that pings': {
        'package.json': packageJson('@nestjs/terminus'),
        'index.ts': `import { HealthIndicator } from '@nestjs/terminus';\nexport class Own extends HealthIndicator {\n  async isHealthy(key: string) {\n    await this.redis.ping();\n    return this.getStatus(key, true);\n  }\n}`,
      },
      'a check that is registered with what the route asks': {
        'package.json': packageJson('fastify'),
        'index.ts': `import { Health, serveHealth } from './health.js';\nconst health = new Health();\nserveHealth(app, health);\nhealth.addDependency('database', () => database.ping());`,
        'health.ts': `export class Health {\n  readonly #checks = new Map();\n  addDependency(name: string, check: () => Promise<void>): void {\n    this.#checks.set(name, check);\n  }\n  async report() {\n    return Promise.all([...this.#checks].map(async ([, check]) => check()));\n  }\n}\nexport function serveHealth(app, health) {\n  app.get('/readyz', async (_request, reply) => reply.send(await health.report()));\n}`,
      },
      'a database check of ASP.NET': {
        'Program.cs': `builder.Services.AddHealthChecks().AddNpgSql(connection);\napp.MapHealthChecks("/healthz");`,
      },
    },
    isNot: {
      'a constant answer': {
        'index.js': `app.get('/health', (req, res) => res.send('ok'));\napp.get('/orders', async (req, res) => res.json(await pool.query('SELECT 1')));`,
      },
      'a check that is registered with what no route asks': {
        'package.json': packageJson('fastify'),
        'index.ts': `import { Health, serveHealth } from './health.js';\nconst health = new Health();\nserveHealth(app);\nhealth.addDependency('database', () => database.ping());`,
        'health.ts': `import { registry } from './registry.js';\nexport function serveHealth(app) {\n  app.get('/readyz', async (_request, reply) => reply.send({ status: 'ok' }));\n}\nexport class Health {\n  addDependency(name, check) {\n    registry.set(name, check);\n  }\n}`,
      },
      'a check that asks nothing, registered with what the route asks': {
        'package.json': packageJson('fastify'),
        'index.ts': `import { Health, serveHealth } from './health.js';\nconst health = new Health();\nserveHealth(app, health);\nhealth.addDependency('database', () => Promise.resolve(true));`,
        'health.ts': `export class Health {\n  readonly #checks = new Map();\n  addDependency(name, check) {\n    this.#checks.set(name, check);\n  }\n  async report() {\n    return Promise.all([...this.#checks].map(async ([, check]) => check()));\n  }\n}\nexport function serveHealth(app, health) {\n  app.get('/readyz', async (_request, reply) => reply.send(await health.report()));\n}`,
      },
      'a constant answer in Python beside a query': {
        'main.py': `from fastapi import FastAPI\napp = FastAPI()\n\n@app.get("/health")\ndef health():\n    return True\n\n@app.get("/orders")\ndef orders(session):\n    return session.execute(text("SELECT 1"))\n`,
      },
      'a constant answer in Go': {
        'go.mod': goModule(),
        'main.go': `package main\n\nfunc main() {\n\tdb.Ping()\n\tmux.HandleFunc("/healthz", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "ok") })\n}\n`,
      },
      'Spring Actuator alone': {
        'pom.xml': `<project><dependencies><dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-actuator</artifactId></dependency></dependencies></project>`,
      },
      'an indicator of terminus that asks nothing': {
        'package.json': packageJson('@nestjs/terminus'),
        'index.ts': `import { HealthCheck, HealthIndicator } from '@nestjs/terminus';\nexport class Own extends HealthIndicator {\n  async isHealthy(key: string) {\n    return this.getStatus(key, this.on);\n  }\n}\nclass App {\n  @Get('health')\n  @HealthCheck()\n  health() {\n    return this.checks.check([() => this.own.isHealthy()]);\n  }\n}`,
      },
      'settings from a vault beside health checks of ASP.NET': {
        'Program.cs': `config.AddAzureKeyVault(uri, credential);\nbuilder.Services.AddHealthChecks();\napp.MapHealthChecks("/healthz");`,
      },
      'a check of its own that always answers that all is well': {
        'Program.cs': `builder.Services.AddHealthChecks().AddCheck<HealthCheck>("self");`,
        'HealthCheck.cs': `public class HealthCheck : IHealthCheck\n{\n  public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context)\n  {\n    return Task.FromResult(HealthCheckResult.Healthy("ok"));\n  }\n}`,
      },
      'health checks of ASP.NET without any check': {
        'Program.cs': `builder.Services.AddHealthChecks();\napp.MapHealthChecks("/healthz");`,
      },
    },
  },
  {
    capability: 'health-endpoint',
    is: {
      'a route of Express': {
        'index.js': `router.get('/healthz', (req, res) => res.end());`,
      },
      'a path that a middleware of Django answers': {
        'requirements.txt': 'django==5.2\n',
        'orders/middleware.py': `HEALTHCHECK_PATH = "/healthcheck"\n\nclass Healthcheck:\n    def __call__(self, request):\n        if request.path == HEALTHCHECK_PATH:\n            return HttpResponse("ok")\n        return self.get_response(request)\n`,
      },
      'a route of Flask': {
        'app.py': `@app.route("/health", methods=["GET"])\ndef health():\n    return "OK"\n`,
      },
      'a route of Spring': {
        'src/main/java/Health.java': `class Health {\n  @GetMapping("/health")\n  String health() { return "UP"; }\n}`,
      },
      'the health service of gRPC': {
        'go.mod': goModule('google.golang.org/grpc'),
        'main.go': `package main\n\nimport "google.golang.org/grpc/health/grpc_health_v1"\n\nfunc main() {\n\tgrpc_health_v1.RegisterHealthServer(srv, check)\n}\n`,
      },
      'the health route of Rails': {
        'config/routes.rb': `Rails.application.routes.draw do\n  get "up" => "rails/health#show", as: :rails_health_check\nend\n`,
      },
    },
    isNot: {
      'a call to the health route of another service': {
        'index.js': `await axios.get('/health', { timeout: 100 });`,
      },
      'a route in a test': {
        'test/app.test.js': `app.get('/health', (req, res) => res.end());`,
      },
      'a route in an example': {
        'examples/app.js': `app.get('/health', (req, res) => res.end());`,
      },
      'a page about the health of a patient': {
        'index.js': `router.get('/patients/:id/health-records', show);`,
      },
    },
  },
  {
    capability: 'structured-logging',
    is: {
      pino: {
        'package.json': packageJson('pino'),
        'index.js': `const pino = require('pino');\npino().info('up');`,
      },
      'winston with JSON': {
        'package.json': packageJson('winston'),
        'index.js': `import winston from 'winston';\nwinston.createLogger({ format: winston.format.json() });`,
      },
      'structlog with a JSON renderer': {
        'requirements.txt': 'structlog==24.1.0\n',
        'main.py': `import structlog\nstructlog.configure(processors=[structlog.processors.JSONRenderer()])\n`,
      },
      'slog with a JSON handler': {
        'go.mod': goModule(),
        'main.go': `package main\n\nimport "log/slog"\n\nfunc main() {\n\tslog.SetDefault(slog.New(slog.NewJSONHandler(os.Stdout, nil)))\n}\n`,
      },
      'a Logback encoder': {
        'src/main/resources/logback.xml': `<configuration><appender class="a"><encoder class="net.logstash.logback.encoder.LogstashEncoder"/></appender></configuration>`,
      },
      lograge: {
        Gemfile: `gem "lograge"\n`,
        'config/environments/production.rb': `Rails.application.configure do\n  config.lograge.enabled = true\nend\n`,
      },
    },
    isNot: {
      'winston with printf': {
        'package.json': packageJson('winston'),
        'index.js': `import winston from 'winston';\nwinston.createLogger({ format: winston.format.printf(m => m.message) });`,
      },
      'plain logging': {
        'main.py': `import logging\nlogging.basicConfig(level=logging.INFO)\nlogging.info("up")\n`,
      },
      'structlog for the console': {
        'requirements.txt': 'structlog==24.1.0\n',
        'main.py': `import structlog\nstructlog.configure(processors=[structlog.dev.ConsoleRenderer()])\n`,
      },
      'a Logback pattern, and an encoder that is commented out': {
        'src/main/resources/logback.xml': `<configuration><!-- <encoder class="net.logstash.logback.encoder.LogstashEncoder"/> -->\n<appender class="a"><encoder><pattern>%m</pattern></encoder></appender></configuration>`,
      },
      'a logger that is declared and never imported': {
        'package.json': packageJson('pino'),
        'index.js': `console.log('up');`,
      },
      'a logger that only a test imports': {
        'package.json': packageJson('pino'),
        'index.js': `console.log('up');`,
        'test/log.test.js': `const pino = require('pino');\npino().info('up');`,
      },
      'a logger that is imported and never used': {
        'package.json': packageJson('pino'),
        'index.js': `const pino = require('pino');\nconsole.log('up');`,
      },
    },
  },
  {
    capability: 'circuit-breaker',
    is: {
      opossum: {
        'package.json': packageJson('opossum'),
        'index.js': `const CircuitBreaker = require('opossum');\nconst breaker = new CircuitBreaker(call);`,
      },
      pybreaker: {
        'requirements.txt': 'pybreaker==1.0\n',
        'main.py': `import pybreaker\nbreaker = pybreaker.CircuitBreaker(fail_max=5)\n`,
      },
      gobreaker: {
        'go.mod': goModule('github.com/sony/gobreaker'),
        'main.go': `package main\n\nimport "github.com/sony/gobreaker"\n\nfunc main() {\n\tgobreaker.NewCircuitBreaker(gobreaker.Settings{})\n}\n`,
      },
      'resilience4j in the configuration': {
        'src/main/resources/application.yml':
          'resilience4j:\n  circuitbreaker:\n    instances:\n      stock:\n        slidingWindowSize: 10\n',
      },
      Polly: {
        'Api.csproj': `<Project Sdk="Microsoft.NET.Sdk.Web"><ItemGroup><PackageReference Include="Polly" Version="8.0.0" /></ItemGroup></Project>`,
        'Program.cs': `builder.AddCircuitBreaker(new CircuitBreakerStrategyOptions());`,
      },
    },
    isNot: {
      'a package that is declared only': {
        'package.json': packageJson('opossum'),
        'index.js': `fetch('https://stock.example');`,
      },
      'a package that another service declares': {
        'other/package.json': packageJson('opossum'),
        'other/index.js': `const CircuitBreaker = require('opossum');\nnew CircuitBreaker(call);`,
        'orders/index.js': `fetch('https://stock.example');`,
      },
      'a package that is imported and not declared': {
        'requirements.txt': 'flask==3.0\n',
        'main.py': `import pybreaker\npybreaker.CircuitBreaker()\n`,
      },
      'Polly without a breaker': {
        'Api.csproj': `<Project Sdk="Microsoft.NET.Sdk.Web"><ItemGroup><PackageReference Include="Polly" Version="8.0.0" /></ItemGroup></Project>`,
        'Program.cs': `Policy.Handle<Exception>().WaitAndRetryAsync(3, n => TimeSpan.FromSeconds(1));`,
      },
    },
  },
  {
    capability: 'retry backoff',
    is: {
      tenacity: {
        'requirements.txt': 'tenacity==8.0\n',
        'main.py': `from tenacity import retry, wait_exponential\n\n@retry(wait=wait_exponential(multiplier=1))\ndef call():\n    pass\n`,
      },
      'cenkalti/backoff': {
        'go.mod': goModule('github.com/cenkalti/backoff/v4'),
        'main.go': `package main\n\nimport "github.com/cenkalti/backoff/v4"\n\nfunc main() {\n\tbackoff.Retry(call, backoff.NewExponentialBackOff())\n}\n`,
      },
      'a job of Sidekiq': {
        Gemfile: "gem 'sidekiq'\n",
        'app/workers/submit.rb': `class Submit\n  include Sidekiq::Worker\n  sidekiq_options retry: MAX_RETRIES\nend\n`,
      },
      'p-retry': {
        'package.json': packageJson('p-retry'),
        'index.mjs': `import pRetry from 'p-retry';\nawait pRetry(call);`,
      },
    },
    isNot: {
      'a job of Sidekiq that is not retried': {
        Gemfile: "gem 'sidekiq'\n",
        'app/workers/submit.rb': `class Submit\n  include Sidekiq::Worker\n  sidekiq_options retry: false\nend\n`,
      },
      'a fixed wait': {
        'requirements.txt': 'tenacity==8.0\n',
        'main.py': `from tenacity import retry, wait_fixed\n\n@retry(wait=wait_fixed(1))\ndef call():\n    pass\n`,
      },
      'axios-retry as it comes': {
        'package.json': packageJson('axios-retry'),
        'index.js': `const axiosRetry = require('axios-retry');\naxiosRetry(axios, { retries: 3 });`,
      },
      'a constant backoff': {
        'go.mod': goModule('github.com/cenkalti/backoff/v4'),
        'main.go': `package main\n\nimport "github.com/cenkalti/backoff/v4"\n\nfunc main() {\n\tbackoff.Retry(call, backoff.NewConstantBackOff(time.Second))\n}\n`,
      },
    },
  },
  {
    capability: 'outbound-client timeout',
    is: {
      axios: {
        'package.json': packageJson('axios'),
        'index.js': `const axios = require('axios');\nconst api = axios.create({ baseURL: url, timeout: 2000 });`,
      },
      requests: {
        'requirements.txt': 'requests==2.0\n',
        'main.py': `import requests\nrequests.get(url, timeout=2)\n`,
      },
      'http.Client': {
        'go.mod': goModule(),
        'main.go': `package main\n\nimport "net/http"\n\nfunc main() {\n\tclient := http.Client{Timeout: 2 * time.Second}\n\tclient.Get(url)\n}\n`,
      },
      HttpClient: {
        'Program.cs': `services.AddHttpClient("stock", c => { c.Timeout = TimeSpan.FromSeconds(2); });`,
      },
    },
    isNot: {
      'axios without one': {
        'package.json': packageJson('axios'),
        'index.js': `const axios = require('axios');\naxios.get(url, { headers: {} });\nconst retry = { timeout: 5 };`,
      },
      'requests without one': {
        'requirements.txt': 'requests==2.0\n',
        'main.py': `import requests\nrequests.get(url)\ntimeout = 5\n`,
      },
      'http.Client without one': {
        'go.mod': goModule(),
        'main.go': `package main\n\nimport "net/http"\n\nfunc main() {\n\tclient := http.Client{}\n\tclient.Get(url)\n}\n`,
      },
      'a server with one': {
        'go.mod': goModule(),
        'main.go': `package main\n\nimport "net/http"\n\nfunc main() {\n\ts := http.Server{ReadTimeout: time.Second}\n\ts.ListenAndServe()\n}\n`,
      },
    },
  },
  {
    capability: 'error-handling',
    is: {
      'middleware of Express': {
        'index.js': `app.use((err, req, res, next) => {\n  res.status(500).end();\n});`,
      },
      'an exception handler of FastAPI': {
        'main.py': `from fastapi import FastAPI\napp = FastAPI()\n\n@app.exception_handler(Exception)\nasync def failed(request, error):\n    return None\n`,
      },
      'recovery in Go': {
        'go.mod': goModule(),
        'main.go': `package main\n\nfunc main() {\n\tr := chi.NewRouter()\n\tr.Use(middleware.Recoverer)\n}\n`,
      },
      'advice of Spring': {
        'src/main/kotlin/Errors.kt': `@RestControllerAdvice\nclass Errors`,
      },
      'rescue_from of Rails': {
        'app/controllers/application_controller.rb': `class ApplicationController < ActionController::API\n  rescue_from StandardError, with: :failed\nend\n`,
      },
      'middleware of ASP.NET': {
        'Program.cs': `app.UseExceptionHandler("/error");`,
      },
    },
    isNot: {
      'middleware without an error': {
        'index.js': `app.use((req, res, next) => next());`,
      },
      'a route that raises': {
        'main.py': `from fastapi import FastAPI, HTTPException\napp = FastAPI()\n\n@app.get("/a")\ndef a():\n    raise HTTPException(404)\n`,
      },
      'a router without recovery': {
        'go.mod': goModule(),
        'main.go': `package main\n\nfunc main() {\n\tr := chi.NewRouter()\n\tr.Use(middleware.Logger)\n}\n`,
      },
    },
  },
  {
    capability: 'rate-limit',
    is: {
      'a limit of the nginx in the image': {
        'docker/nginx.conf': `http {\n  limit_req_zone $binary_remote_addr zone=all:10m rate=12r/m;\n  server {\n    location / { limit_req zone=all; }\n  }\n}\n`,
      },
    },
    isNot: {
      'a limit that is commented out': {
        'docker/nginx.conf': `http {\n  # limit_req zone=all;\n  server { listen 80; }\n}\n`,
      },
    },
  },
  {
    capability: 'tracing',
    is: {
      'the SDK of OpenTelemetry': {
        'package.json': packageJson('@opentelemetry/sdk-node'),
        'index.js': `const { NodeSDK } = require('@opentelemetry/sdk-node');\nnew NodeSDK({}).start();`,
      },
      'an agent that instruments when it is imported': {
        'requirements.txt': 'instana==3.0\n',
        'main.py': `import instana\nprint("up")\n`,
      },
      'an agent of Java': {
        Dockerfile: `FROM eclipse-temurin:21\nCOPY opentelemetry-javaagent.jar /agent.jar\nENTRYPOINT ["java", "-javaagent:/agent.jar", "-jar", "app.jar"]\n`,
      },
      'an agent of Python': {
        Dockerfile: `FROM python:3.12\nCMD ["opentelemetry-instrument", "python", "main.py"]\n`,
      },
    },
    isNot: {
      'the API alone': {
        'package.json': packageJson('@opentelemetry/api'),
        'index.js': `const { trace } = require('@opentelemetry/api');\ntrace.getTracer('orders');`,
      },
      'an agent that is copied and not attached': {
        Dockerfile: `FROM eclipse-temurin:21\nCOPY opentelemetry-javaagent.jar /agent.jar\n# -javaagent:/agent.jar\nENTRYPOINT ["java", "-jar", "app.jar"]\n`,
      },
    },
  },
  {
    capability: 'chaos-test',
    is: {
      'Toxiproxy in a test of Java': {
        'src/main/java/A.java': 'class A {}',
        'src/test/java/ATest.java': `import org.testcontainers.containers.ToxiproxyContainer;\nclass ATest { void a() { assertTrue(a.ok()); } }`,
      },
      'Toxiproxy in a test of Node': {
        'index.js': '',
        'test/a.test.js': `const { Toxiproxy } = require('toxiproxy-node-client');\nconst a = require('../index');\ntest('a', () => expect(a).toBe(1));`,
      },
    },
    isNot: {
      'a stub that answers 503': {
        'src/main/java/A.java': 'class A {}',
        'src/test/java/ATest.java': `import com.github.tomakehurst.wiremock.WireMockServer;\nclass ATest { void a() { assertTrue(a.ok()); } }`,
      },
    },
  },
  {
    capability: 'unit-test',
    is: {
      jest: {
        'sum.js': 'module.exports = 1;',
        'sum.test.js': `const sum = require('./sum');\ntest('sum', () => { expect(sum).toBe(1); });`,
      },
      pytest: {
        'app/sum.py': 'one = 1\n',
        'tests/test_sum.py': `from app.sum import one\n\ndef test_one():\n    assert one == 1\n`,
      },
      'go test': {
        'sum.go': 'package sum\n',
        'sum_test.go': `package sum\n\nfunc TestSum(t *testing.T) {\n\tt.Fatal("no")\n}\n`,
      },
    },
    isNot: {
      'a test that asserts nothing': {
        'sum.js': 'module.exports = 1;',
        'sum.test.js': `const sum = require('./sum');\ntest('sum', () => { sum.run(); });`,
      },
      'a test of nothing of ours': {
        'sum.js': 'module.exports = 1;',
        'other.test.js': `test('true', () => { expect(true).toBe(true); });`,
      },
      'an assertion that is commented out': {
        'app/sum.py': 'one = 1\n',
        'tests/test_sum.py': `from app.sum import one\n\ndef test_one():\n    # assert one == 1\n    pass\n`,
      },
    },
  },
  {
    capability: 'test-command',
    is: {
      'a script of npm': {
        'package.json': '{"scripts":{"test":"jest --coverage"}}',
      },
      'a target of make': { Makefile: 'test:\n\tpytest -q\n' },
      'the toolchain of Go': { 'go.mod': goModule() },
    },
    isNot: {
      'the stub of npm': {
        'package.json':
          '{"scripts":{"test":"echo \\"Error: no test specified\\" && exit 1"}}',
      },
      'a comment in a makefile': {
        Makefile: '# pytest\nrun:\n\tpython x.py\n',
      },
    },
  },
  {
    capability: 'rate-limit',
    is: {
      'express-rate-limit': {
        'package.json': packageJson('express-rate-limit'),
        'index.js': `import rateLimit from 'express-rate-limit';\napp.use(rateLimit({ limit: 100 }));`,
      },
      slowapi: {
        'requirements.txt': 'slowapi==0.1.9\n',
        'main.py': `from slowapi import Limiter\nlimiter = Limiter(key_func=key)\n`,
      },
      'the limiter of ASP.NET': { 'Program.cs': 'app.UseRateLimiter();' },
    },
    isNot: {
      'a header about limits': {
        'index.js': `res.set('X-RateLimit-Limit', '100');`,
      },
      'a limiter for tests': {
        'package.json': packageJson('express-rate-limit'),
        'tests/app.test.js': `import rateLimit from 'express-rate-limit';\nrateLimit();`,
      },
    },
  },
];

describe('codeCollector', () => {
  for (const { capability, is, isNot } of examples) {
    it.each(Object.entries(is))(`${capability}: %s`, async (_, files) => {
      expect(await capabilitiesOf(files)).toEqual(
        expect.arrayContaining([expect.stringContaining(capability)]),
      );
    });

    it.each(Object.entries(isNot))(
      `not ${capability}: %s`,
      async (_, files) => {
        const path = 'orders/index.js' in files ? 'orders' : '';
        const found = await capabilitiesOf(files, path);
        expect(found.filter(text => text.startsWith(capability))).toEqual([]);
      },
    );
  }

  it('cites the line of the code, below comments', async () => {
    const facts = await factsOf(codeCollector(), {
      'index.js': `/*\n comment\n*/\n// more\napp.get('/health', (req, res) => res.end());`,
    });
    expect(facts.collections.code).toContainEqual(
      expect.objectContaining({
        capability: 'health-endpoint',
        source: { path: 'index.js', line: 5 },
      }),
    );
  });

  it('leaves generated and vendored code out', async () => {
    const code = `app.get('/health', (req, res) => res.end());`;
    const found = await capabilitiesOf({
      'generated.js': `// Code generated by a tool. DO NOT EDIT.\n${code}`,
      'vendor/x.js': code,
      'dist/index.js': code,
      'app.min.js': code,
    });
    expect(found).toEqual([]);
  });

  it('tells a service that only answers from one that keeps data', async () => {
    expect(
      await traitsOf({
        'package.json': packageJson('express'),
        'index.js': `const express = require('express');\nexpress().get('/price', (req, res) => res.json(1));`,
      }),
    ).toEqual(['accepts-requests']);
    expect(
      await traitsOf({
        'requirements.txt': 'fastapi==0.1\nsqlalchemy==2.0\n',
        'main.py': `import os\nfrom fastapi import FastAPI\nfrom sqlalchemy import create_engine\napp = FastAPI()\nengine = create_engine(os.environ["DB_PASSWORD"])\n`,
      }),
    ).toEqual([
      'accepts-requests',
      'backing-dependency',
      'outbound-calls',
      'owns-infrastructure',
      'persistent-data',
      'relational-schema',
      'uses-secrets',
    ]);
  });
});
