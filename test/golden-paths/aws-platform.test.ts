import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { spawnSync } from 'node:child_process';
import { execute } from './support/execute';
import { lintWorkflows } from './support/lintWorkflows';
import { listGitlabJobs } from './support/listGitlabJobs';
import { renderService } from './support/renderService';
import { temporaryDirectory } from './support/temporaryDirectory';
import {
  initTerraform,
  terraform,
  terraformIsMissing,
} from './support/terraform';

jest.setTimeout(600_000);

const succeeds = { code: 0, output: expect.anything() };

async function render(answers: object): Promise<string> {
  const file = join(await temporaryDirectory(), 'values.json');
  const defaults = { name: 'landing', owner: 'group:default/checkout' };
  await writeFile(file, JSON.stringify({ ...defaults, ...answers }));
  return renderService('aws-platform', file);
}

// Every pair of values of two options stands in one of the rows.
const combinations = [
  { ci: 'github', stateLock: 's3', postgresql: true },
  { ci: 'github', stateLock: 'dynamodb', postgresql: false },
  { ci: 'gitlab', stateLock: 'dynamodb', postgresql: true },
  { ci: 'gitlab', stateLock: 's3', postgresql: false },
  { ci: 'none', stateLock: 's3', postgresql: true },
  {
    ci: 'none',
    stateLock: 'dynamodb',
    postgresql: false,
    name: `a${'b'.repeat(39)}`,
  },
];

/** Every combination takes minutes: `npm run test:golden-paths` asks for them, a plain test run takes the first. */
const thorough = process.env.GOLDENPATH_THOROUGH === '1';
const chosen = <T>(rows: T[], few: number): T[] =>
  thorough ? rows : rows.slice(0, few);

const missing = terraformIsMissing();
const withTerraform = missing ? describe.skip : describe;

withTerraform(`Terraform${missing ? ` (skipped: ${missing})` : ''}`, () => {
  it.each(chosen(combinations, 2))('is sound with %j', async answers => {
    const directory = await render(answers);
    expect(
      await terraform(directory, 'fmt', '-check', '-recursive', '-diff'),
    ).toEqual(succeeds);
    for (const folder of [directory, join(directory, 'bootstrap')]) {
      expect(await initTerraform(folder)).toEqual(succeeds);
      expect(await terraform(folder, 'validate', '-no-color')).toEqual(
        succeeds,
      );
    }
    const bootstrap = join(directory, 'bootstrap');
    expect(await terraform(bootstrap, 'test', '-no-color')).toEqual(succeeds);
  });

  it.each(chosen([true, false], 1))(
    'holds the policy in each environment, with PostgreSQL: %s',
    async postgresql => {
      const directory = await render({ postgresql });
      expect(await initTerraform(directory)).toEqual(succeeds);
      for (const environment of ['staging', 'production']) {
        const values = `-var-file=environments/${environment}.tfvars`;
        const tested = await terraform(directory, 'test', '-no-color', values);
        expect(tested).toEqual(succeeds);
        expect(tested.output).toMatch(/Success! \d{2} passed, 0 failed/);
      }
    },
  );

  describe('its policy tests fail', () => {
    let directory: string;
    beforeAll(async () => {
      directory = await render({});
      expect(await initTerraform(directory)).toEqual(succeeds);
    });

    const breaches = [
      [
        'database',
        'main.tf',
        'storage_encrypted     = true',
        'false',
        'not encrypted',
      ],
      [
        'database',
        'main.tf',
        'publicly_accessible    = false',
        'true',
        'from outside',
      ],
      [
        'database',
        'main.tf',
        'name  = "rds.force_ssl"\n    value = "1"',
        '"0"',
        'without TLS',
      ],
      [
        'cluster',
        'main.tf',
        'endpoint_public_access  = false',
        'true',
        'from the internet',
      ],
      [
        'network',
        'routes.tf',
        'route_table_id = aws_route_table.database.id',
        'aws_route_table.public.id',
        'have a way out',
      ],
    ];
    it.each(chosen(breaches, 2))(
      'when in %s/%s "%s" becomes %s',
      async (module, name, line, value, says) => {
        const file = join(directory, 'modules', module, name);
        const sound = await readFile(file, 'utf8');
        expect(sound).toContain(line);
        const broken = line.replace(/[^ ]+$/, value);
        await writeFile(file, sound.replace(line, broken));
        const filter = `-filter=tests/${module}.tftest.hcl`;
        const values = '-var-file=environments/production.tfvars';
        const tested = await terraform(
          directory,
          'test',
          '-no-color',
          filter,
          values,
        );
        await writeFile(file, sound);
        expect(tested.code).toBe(1);
        expect(tested.output).toContain(says);
      },
    );
  });
});

it('has GitHub workflows that actionlint accepts, with the pins of the services', async () => {
  const directory = await render({ ci: 'github' });
  expect(await lintWorkflows(directory)).toEqual(succeeds);
  const blocks = resolve(__dirname, '../../templates/blocks');
  const services = await readFile(
    join(blocks, 'pipeline/github.yaml.njk'),
    'utf8',
  );
  const pins = (text: string) =>
    new Map(
      [...text.matchAll(/uses: ([^@\s]+)@(\S+)/g)].map(([, name, sha]) => [
        name,
        sha,
      ]),
    );
  const known = pins(services);
  for (const workflow of ['terraform.yml', 'drift.yml']) {
    const text = await readFile(
      join(directory, '.github/workflows', workflow),
      'utf8',
    );
    for (const [name, sha] of pins(text)) {
      expect([name, sha]).toEqual([name, known.get(name) ?? sha]);
      expect(sha).toMatch(/^[0-9a-f]{40}$/);
    }
  }
});

it('plans before it applies on GitLab, and asks before production', async () => {
  const directory = await render({ ci: 'gitlab' });
  const jobs = await listGitlabJobs(directory, 'versions.tf');
  const deploying = jobs.filter(({ stage }) => stage !== 'check');
  expect(deploying).toEqual([
    { name: 'plan-staging', stage: 'staging', when: 'on_success', needs: [] },
    {
      name: 'apply-staging',
      stage: 'staging',
      when: 'on_success',
      needs: ['plan-staging'],
    },
    {
      name: 'plan-production',
      stage: 'production',
      when: 'on_success',
      needs: [],
    },
    {
      name: 'apply-production',
      stage: 'production',
      when: 'manual',
      needs: ['plan-production'],
    },
  ]);
  expect(jobs).toHaveLength(deploying.length + 5);
});

const shellcheck = spawnSync('shellcheck', ['--version']).status === 0;
(shellcheck ? it : it.skip)(
  `has scripts that shellcheck accepts and that refuse a wrong environment${
    shellcheck ? '' : ' (skipped: shellcheck is not installed)'
  }`,
  async () => {
    const directory = await render({});
    const scripts = ['scripts/bootstrap.sh', 'scripts/restore-drill.sh'];
    expect(
      await execute('shellcheck', scripts, {
        cwd: directory,
        timeoutMs: 60_000,
      }),
    ).toEqual({ code: 0, output: '' });
    for (const script of scripts) {
      const ran = await execute('bash', [script, 'prod; true'], {
        cwd: directory,
        timeoutMs: 10_000,
      });
      expect(ran).toEqual({
        code: 2,
        output: expect.stringContaining('usage'),
      });
    }
  },
);

it('has its infrastructure, pipeline and operations judged as ready', async () => {
  const bin = resolve(__dirname, '../../packages/cli/bin/readiness');
  const directory = await renderService(
    'aws-platform',
    join(__dirname, 'aws-platform.values.json'),
  );
  const { output } = await execute(
    process.execPath,
    [bin, 'check', directory, '--format', 'json'],
    { cwd: directory, timeoutMs: 60_000 },
  );
  const states = Object.fromEntries(
    JSON.parse(output).checks.map(
      ({ id, state }: { id: string; state: string }) => [id, state],
    ),
  );
  expect(states).toMatchObject({
    'infrastructure-as-code': 'pass',
    'owner-declared': 'pass',
    'service-documented': 'pass',
    'cd-pipeline': 'pass',
    'security-scan': 'pass',
    'ci-actions-pinned': 'pass',
    'no-secrets-in-code': 'pass',
    'alerting-rules': 'pass',
    dashboards: 'pass',
    runbooks: 'pass',
    'rollback-plan': 'pass',
    'on-call': 'pass',
  });
});
