import fc from 'fast-check';
import { factsOf, itemsOf } from '../../__testUtils__/factsOf';
import { secretCollector } from './secretCollector';
import { cpuTime } from '../../__testUtils__/cpuTime';

const real = 'hT7kQ2vLx9PzR4';
/** In two parts, so that no scanner takes this file for a leak. */
const awsKey = ['AKIA', 'QYLPMN5HXKZTB3WD'].join('');
const githubToken = ['ghp_', 'a8Kd02jfLq9sPz71mXcV5bNt3RyUwE46GhJk'].join('');
const privateKey = ['-----BEGIN RSA', 'PRIVATE KEY-----'].join(' ');

async function secretsOf(
  files: Record<string, string>,
  scope?: { path: string; name: string },
): Promise<Array<[string, boolean]>> {
  const items = await itemsOf(secretCollector(), 'secrets', files, scope);
  return items
    .filter(({ rule }) => rule !== 'searched')
    .map(({ at, excused }) => [String(at), Boolean(excused)]);
}

describe('secretCollector', () => {
  it.each<[string, string, string]>([
    [
      'a password in code',
      'src/db.js',
      `const db = {\n  password: '${real}',\n};`,
    ],
    [
      'the fallback of a variable',
      'src/db.py',
      `import os\nSECRET = os.environ.get("JWT_SECRET", "${real}")`,
    ],
    [
      'a weak fallback',
      'src/auth.ts',
      `// auth\nconst key = process.env.JWT_SECRET || 'secret';`,
    ],
    [
      'a default of Spring',
      'src/main/resources/application.yml',
      `db:\n  password: \${DB_PASSWORD:${real}}`,
    ],
    ['a committed .env', '.env', `PORT=80\nDB_PASSWORD=${real}`],
    [
      'ENV of a Dockerfile',
      'Dockerfile',
      `FROM node:22\nENV API_TOKEN=${real}`,
    ],
    [
      'an environment value of a manifest',
      'k8s/orders.yaml',
      `env:\n  - name: DB_PASSWORD\n    value: "${real}"`,
    ],
    [
      'a default of a chart',
      'chart/values.yaml',
      `postgres:\n  password: ${real}`,
    ],
    [
      'a real value beside a host that is this machine',
      'src/appsettings.json',
      `{\n  "Connection": "Host=localhost",\n  "Password": "${real}"\n}`,
    ],
    [
      'a class of settings for production',
      'app/config.py',
      `class Live(Config):\n    SECRET_KEY = "${real}"\n`,
    ],
    [
      'a known default beside the proxy of a pod',
      'k8s/config.yaml',
      'data:\n  POSTGRES_PASSWORD: admin\n  URL: jdbc:postgresql://127.0.0.1/orders\napiVersion: v1\nkind: ConfigMap\n',
    ],
    [
      'a known default whose host is another',
      'src/appsettings.json',
      `{\n  "Cache": { "Host": "localhost" },\n  "Password": "postgres"\n}`,
    ],
    [
      'a literal of Terraform',
      'infra/main.tf',
      `resource "x" "y" {\n  password = "${real}"\n}`,
    ],
    [
      'an encoded value that ends in its padding',
      'k8s/orders.yaml',
      `data:\n  password: ${Buffer.from(`${real}1`).toString('base64')}`,
    ],
    [
      'credentials that are handed over',
      'src/queue.py',
      `x = 1\nc = PlainCredentials('guest', 'guest')`,
    ],
    [
      'a URL with a password',
      'src/db.go',
      `package db\nconst url = "postgres://app:${real}@db.internal/orders"`,
    ],
    [
      'a known default in the address of a host',
      'src/db.go',
      `package db\nconst url = "postgres://user:password@database:5432/orders"`,
    ],
    [
      'a real password in what looks like the form of an address',
      'src/db.go',
      `package db\nconst url = "postgres://user:${real}@host:port/orders"`,
    ],
    [
      'a value in small letters with numbers among them',
      'helm/values-prod.yaml',
      `envSecret:\n  API_KEY: k8w2-v1q9-x77b-token42\n`,
    ],
    ['a key of AWS', 'deploy/run.sh', `#!/bin/sh\nexport KEY=${awsKey}`],
    [
      'a token of GitHub in a page',
      'docs/setup.md',
      `# Setup\nUse ${githubToken} for it.`,
    ],
    [
      'a private key',
      'certs/tls.key',
      `# key\n${privateKey}\n${'MIIEowIBAAKCAQEAu1SU1LfVLPHCozMxH2Mo4lgOEePzNm0tRgeLezV6ffAt0gun'.repeat(
        2,
      )}`,
    ],
  ])('finds %s', async (_, path, text) => {
    const found = await secretsOf({ [path]: text });
    expect(found.filter(([, excused]) => !excused)).toEqual([
      [expect.stringMatching(new RegExp(`^${path}:[23]$`)), false],
    ]);
  });

  it.each<[string, string, string]>([
    ['a placeholder', '.env', 'SECRET_KEY=changethis'],
    ['a sample to copy', '.env.example', `DB_PASSWORD=${real}`],
    [
      'a development default of compose',
      'docker-compose.yml',
      'environment:\n  POSTGRES_PASSWORD: postgres',
    ],
    ['a test', 'tests/test_login.py', `password = "${real}"`],
    [
      'a fixture of a test project',
      'src/test/resources/application.yml',
      `password: ${real}`,
    ],
    [
      'a known default in a committed .env',
      '.env',
      'POSTGRES_PASSWORD=postgres',
    ],
    [
      'a known default beside a host that is this machine',
      'src/appsettings.json',
      `{ "Database": {\n  "Connection": "Host=localhost;Port=5432;Password={0}",\n  "Password": "Password"\n} }`,
    ],
    [
      'a known default of a data source on this machine',
      'src/main/resources/application.properties',
      'spring.datasource.url=jdbc:postgresql://localhost/orders\nspring.datasource.password=postgres\n',
    ],
    [
      'a class of settings for development',
      'app/config.py',
      `class Config:\n    DEBUG = False\n\nclass Development(Config):\n    SECRET_KEY = "${real}"\n`,
    ],
    [
      'settings for tests',
      'config/settings/test.py',
      `SERVICE_TOKEN = "${real}"`,
    ],
    [
      'a word that stands for what it names',
      'src/appsettings.json',
      '{\n  "apiKey": "SECRET"\n}',
    ],
    [
      'the form of an address',
      'src/pool.go',
      'package pool\n\n// i.e. `redis://user:password@host:port/db-number`.\n// redis+sentinel://user:password@sentinel_host1:port1,sentinel_host2:port2/name\nconst form = "https://user:password@example.org/"\n',
    ],
    [
      'a section for development',
      'config/secrets.yml',
      `development:\n  secret_key_base: ${real}`,
    ],
    [
      'a script that runs tests',
      'postman/run-api-tests.sh',
      'PASSWORD=${PASSWORD:-password}',
    ],
    ['an example of AWS', 'README.md', 'Set AKIAIOSFODNN7EXAMPLE first.'],
    [
      'the key that every storage emulator has',
      'src/appsettings.json',
      `{ "AccountKey": "${[
        'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq',
        'K1SZFPTOtr/KBHBeksoGMGw==',
      ].join('/')}" }`,
    ],
  ])('excuses %s', async (_, path, text) => {
    const found = await secretsOf({ [path]: text });
    expect(found.length).toBeGreaterThan(0);
    expect(found.every(([, excused]) => excused)).toBe(true);
  });

  it.each<[string, string, string]>([
    ['a variable', 'src/db.js', `const password = process.env.DB_PASSWORD;`],
    [
      'the name of a field',
      'src/form.ts',
      `const field = { password: 'password', token: 'access_token' };`,
    ],
    [
      'a reference',
      'k8s/orders.yaml',
      `env:\n  - name: DB_PASSWORD\n    valueFrom:\n      secretKeyRef:\n        name: db\n        key: password`,
    ],
    [
      'a template',
      'chart/templates/secret.yaml',
      `password: {{ .Values.password | quote }}`,
    ],
    [
      'a label of a field in a translation',
      'config/locales/en/forms.yml',
      'en:\n  labels:\n    password: Password',
    ],
    [
      'a text for people',
      'src/messages.ts',
      `const m = { wrongPassword: 'Your password is wrong, try again' };`,
    ],
    [
      'a pipeline variable',
      '.github/workflows/x.yml',
      `env:\n  NPM_TOKEN: \${{ secrets.NPM_TOKEN }}`,
    ],
    [
      'a reference of Terraform with a digit in it',
      'infra/main.tf',
      'auth0_client_secret = data.aws_ssm_parameter.names["auth0"].value\ndb_token = var.s3_token\n',
    ],
    [
      'code within a manifest',
      'infra/rules.yaml',
      "ZipFile: |\n  result_token = event['resultToken2']\n  token = a1.token2 || b1.token3\n",
    ],
    [
      'an object of code in one line',
      'src/client.js',
      'const a={token:c.b1Q9x.d2};const {secret:e2Kq9Zt4}=a;',
    ],
    [
      'what a tool packed',
      'wwwroot/lib/htmx.min.js',
      `var a={password:"${real}"};`,
    ],
    [
      'the name of a secret in a store, with the version of what it opens',
      'helm/values-prod.yaml',
      'envSecret:\n  ORDERS_API_KEY: orders-api-v1-key\n  CLIENT_SECRET: oauth2-client-secret\n',
    ],
    [
      'a text that ends in the word',
      'server/login.go',
      'logger.Error("failed login: Invalid credentials.", "user", username)',
    ],
    [
      'the form of a key alone',
      'src/pem.ts',
      `if (text.startsWith('${privateKey}')) parse(text);`,
    ],
  ])('does not take %s for a secret', async (_, path, text) => {
    expect(await secretsOf({ [path]: text })).toEqual([]);
  });

  it('leaves the secrets of other services to them', async () => {
    const scope = { path: 'services/orders', name: 'orders' };
    const found = await secretsOf(
      {
        'services/orders/package.json': '{}',
        'services/stock/package.json': '{}',
        'services/stock/.env': `PASSWORD=${real}`,
        'k8s/stock.yaml': `password: ${real}`,
        'k8s/orders.yaml': `password: ${real}`,
      },
      scope,
    );
    expect(found).toEqual([['k8s/orders.yaml:1', false]]);
  });

  it('says where it searched in vain, and what uses a secret', async () => {
    const facts = await factsOf(secretCollector(), {
      Dockerfile: 'FROM node:22\nENV NODE_ENV=production\n',
      'src/notes.js': 'const a = 1;',
      'src/db.js': `const db = { password: '${real}' };`,
    });
    expect(facts.collections.secrets).toContainEqual(
      expect.objectContaining({
        rule: 'searched',
        source: { path: 'Dockerfile', line: 1 },
      }),
    );
    expect(facts.collections.traits).toEqual([
      expect.objectContaining({ trait: 'uses-secrets' }),
    ]);
  });

  it('never keeps a value', async () => {
    const facts = await factsOf(secretCollector(), {
      '.env': `DB_PASSWORD=${real}\nKEY=${awsKey}`,
    });
    expect(JSON.stringify(facts)).not.toContain(real);
    expect(JSON.stringify(facts)).not.toContain(awsKey);
  });

  it('answers for whatever text there is', async () => {
    const pieces = fc.constantFrom(
      'password',
      'TOKEN',
      '=',
      ':',
      '"',
      "'",
      '\n',
      '${',
      '}',
      '://',
      '@',
      'AKIA',
      'name: ',
      'value: ',
      ' ',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(pieces, fc.string()), { maxLength: 80 }),
        fc.constantFrom('a.yaml', 'a.py', '.env', 'Dockerfile'),
        async (parts, path) => {
          const facts = await factsOf(secretCollector(), {
            [path]: parts.join(''),
          });
          expect(
            facts.gaps.filter(({ reason }) => reason.includes('understood')),
          ).toEqual([]);
        },
      ),
      { numRuns: 150 },
    );
  });

  it.each([
    'password',
    'a@://',
    'token=',
    'AKIA',
    "PASSWORD', '",
    'name: SECRET\n',
  ])('takes time in proportion to bait: %s', async bait => {
    const started = cpuTime();
    await factsOf(secretCollector(), {
      'bait.yaml': bait.repeat(Math.floor(390_000 / bait.length)),
    });
    expect(cpuTime() - started).toBeLessThan(3_000);
  });
});
