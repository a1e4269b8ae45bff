import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import {
  defaultRubric,
  evaluate,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import {
  collectFacts,
  MemoryTree,
} from '@goldenpath/backstage-plugin-production-readiness-node';
import {
  compose,
  Composition,
  TemplateLibrary,
  writeComposition,
} from '@goldenpath/backstage-plugin-scaffolder-backend-module-golden-paths';
import { parse } from 'yaml';
import { helm } from './matrix/helm';
import { missingProgram } from './matrix/command';
import { listGitlabJobs } from './support/listGitlabJobs';
import { prepareGitlabRepository } from './support/prepareGitlabRepository';
import { runGitlabJobs } from './support/runGitlabJobs';
import { temporaryDirectory } from './support/temporaryDirectory';

jest.setTimeout(300_000);

const rubric = defaultRubric();
const paths = ['node-service', 'node-worker', 'python-service'];
const versions: Record<string, string[]> = {
  'node-service': ['22', '24'],
  'node-worker': ['22', '24'],
  'python-service': ['3.12', '3.13'],
};
const defaults = { name: 'orders', owner: 'group:default/checkout' };

let library: TemplateLibrary;
beforeAll(async () => {
  library = await TemplateLibrary.fromDirectory(
    resolve(__dirname, '../../templates'),
  );
});

const everythingOf = (path: string): object =>
  JSON.parse(
    readFileSync(join(__dirname, `${path}-everything.values.json`), 'utf8'),
  );

function render(path: string, answers: object): Composition {
  return compose({
    library,
    path,
    answers: answers as Record<string, unknown>,
  });
}

function pipelineOf({ files }: Composition): string {
  const file = files.find(each => each.path === '.gitlab-ci.yml');
  return file?.contents.toString('utf8') ?? '';
}

async function write(composition: Composition): Promise<string> {
  const directory = await temporaryDirectory();
  await writeComposition(composition, directory);
  return directory;
}

/** The jobs after a change of one file, each with what it waits for. */
async function jobsAfter(
  composition: Composition,
  changed: string,
  variables?: Record<string, string>,
) {
  const directory = await write(composition);
  await mkdir(join(directory, changed, '..'), { recursive: true });
  await writeFile(join(directory, changed), 'changed\n', { flag: 'a' });
  const jobs = await listGitlabJobs(directory, changed, variables);
  return jobs.map(
    ({ name, stage, when, needs }) =>
      `${stage}: ${name} < ${needs.join(' ')}${
        when === 'on_success' ? '' : ` (${when})`
      }`,
  );
}

describe.each(paths)('the pipeline of %s on GitLab', path => {
  const everything = { ...everythingOf(path), ci: 'gitlab' };
  const tests = versions[path].map(version => `test-${version}`);
  const checks = [
    'check: lint < ',
    ...tests.map(test => `check: ${test} < `),
    'check: migrations < ',
    'check: audit < ',
    'check: scan < ',
    'check: manifests < ',
    'check: check-alerts < manifests',
  ];
  const build = [
    `build: build < lint ${tests.join(' ')} migrations audit scan`,
    'build: scan-image < build',
  ];

  it('brings a change of the code to staging, and asks before production', async () => {
    const direct = render(path, { ...everything, gitops: 'none' });
    expect(await jobsAfter(direct, 'src/change.txt')).toEqual([
      ...checks,
      ...build,
      'build: sign-image < build scan-image',
      'staging: deploy-staging < build sign-image check-alerts',
      'production: deploy-production < build sign-image deploy-staging (manual)',
    ]);
    const promoted = await jobsAfter(
      render(path, everything),
      'src/change.txt',
    );
    expect(promoted.slice(-2)).toEqual([
      'staging: promote-staging < build sign-image check-alerts',
      'production: promote-production < build sign-image promote-staging (manual)',
    ]);
  });

  it('builds and scans for a merge request, and neither pushes, signs nor deploys', async () => {
    const jobs = await jobsAfter(render(path, everything), 'src/change.txt', {
      CI_PIPELINE_SOURCE: 'merge_request_event',
      CI_COMMIT_BRANCH: '',
    });
    expect(jobs).toEqual([...checks, ...build]);
  });

  it('pushes the image of a merge request that asks for a preview', () => {
    const jobs = parse(pipelineOf(render(path, everything)));
    const [, , , preview, other] = jobs.build.rules;
    expect(preview).toEqual({
      if: '$CI_MERGE_REQUEST_LABELS =~ /(^|,)preview(,|$)/',
      changes: expect.anything(),
      variables: { TAG: 'merge-request-$CI_MERGE_REQUEST_IID' },
    });
    expect(other).toEqual({ changes: expect.anything() });
    const { files } = render(path, everything);
    const argo = files.find(each => each.path === 'deploy/argocd/preview.yaml');
    expect(parse(String(argo?.contents)).spec.generators).toMatchObject([
      {
        pullRequest: {
          gitlab: {
            project: expect.stringMatching(/^checkout\/\w+$/),
            labels: ['preview'],
          },
        },
      },
    ]);
  });

  it('runs the quick checks alone when only pages change', async () => {
    for (const changed of ['README.md', 'docs/some/page.md']) {
      expect(await jobsAfter(render(path, everything), changed)).toEqual([
        'check: lint < ',
      ]);
    }
  });

  it.each([
    'Promote sha256:0123456789ab to staging',
    "Merge branch 'promote/production/0123' into 'main'",
  ])('checks "%s", and builds nothing for it', async message => {
    const jobs = await jobsAfter(
      render(path, everything),
      'charts/orders/values/staging.yaml',
      {
        CI_COMMIT_MESSAGE: message,
        CI_PIPELINE_SOURCE: 'merge_request_event',
        CI_COMMIT_BRANCH: '',
      },
    );
    expect(jobs).toEqual(checks);
  });

  it('names every image by its digest, and asks for tokens instead of keys', () => {
    for (const gitops of ['none', 'argocd']) {
      const text = pipelineOf(render(path, { ...everything, gitops }));
      const named = [
        ...text.matchAll(/^\s*(?:-\s+)?(?:image|name): (\S+[:/]\S+)$/gm),
      ];
      expect(named.length).toBeGreaterThan(5);
      for (const [, image] of named) {
        expect(image).toMatch(/^(?:https:|\S+@sha256:[0-9a-f]{64}$)/);
      }
      expect(text).toContain('SIGSTORE_ID_TOKEN');
      expect(text).not.toMatch(/AWS_SECRET|docker:dind|privileged: /);
    }
  });

  it.each([['defaults'], ['everything']])(
    'is as good as the one on GitHub, with %s',
    async which => {
      const answers = which === 'defaults' ? defaults : everythingOf(path);
      const github = await scorecardOf(path, { ...answers, ci: 'github' });
      const gitlab = await scorecardOf(path, { ...answers, ci: 'gitlab' });
      expect(gitlab.level).toBe(github.level);
      expect(states(gitlab)).toEqual(states(github));
      for (const id of ['ci-pipeline', 'cd-pipeline', 'security-scan']) {
        const result = gitlab.results.find(each => each.id === id);
        const seen = result?.evidence.map(({ path: file }) => file) ?? [];
        expect([id, seen]).toEqual([
          id,
          expect.arrayContaining(['.gitlab-ci.yml']),
        ]);
      }
    },
  );
});

async function scorecardOf(path: string, answers: object) {
  const { files } = render(path, answers);
  const tree = MemoryTree.of(
    Object.fromEntries(
      files.map(file => [file.path, file.contents.toString('utf8')]),
    ),
  );
  const facts = await collectFacts(tree, { path: '', name: 'orders' });
  const entity = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'orders' },
    spec: { type: 'service', lifecycle: 'production', owner: 'checkout' },
  };
  return evaluate(rubric, { facts, entity, now: new Date() });
}

function states({ results }: Awaited<ReturnType<typeof scorecardOf>>) {
  return Object.fromEntries(results.map(({ id, state }) => [id, state]));
}

describe('the infrastructure of a service on GitLab', () => {
  const composition = () =>
    render('node-service', {
      ...defaults,
      ci: 'gitlab',
      infrastructure: 'aws',
    });
  const ofInfrastructure = async (variables?: Record<string, string>) =>
    (await jobsAfter(composition(), 'infrastructure/main.tf', variables))
      .filter(job => job.includes(' infrastructure-'))
      .map(job => job.replaceAll('infrastructure-', ''));
  const checks = ['check: check < ', 'check: scan < '];

  it('is planned before it is applied, staging before production, and asks before production', async () => {
    expect(await ofInfrastructure()).toEqual([
      ...checks,
      'staging: plan-staging < check scan',
      'staging: apply-staging < plan-staging',
      'production: plan-production < apply-staging',
      'production: apply-production < plan-production (manual)',
    ]);
  });

  it('shows its plans in a merge request, and applies nothing', async () => {
    const jobs = await ofInfrastructure({
      CI_PIPELINE_SOURCE: 'merge_request_event',
      CI_COMMIT_BRANCH: '',
    });
    expect(jobs).toEqual([
      ...checks,
      'check: review-staging < check scan',
      'check: review-production < check scan',
    ]);
  });

  it('is left alone by a schedule, and by a change of something else', async () => {
    expect(await ofInfrastructure({ CI_PIPELINE_SOURCE: 'schedule' })).toEqual(
      [],
    );
    const jobs = await jobsAfter(composition(), 'src/change.txt');
    expect(jobs.join('\n')).not.toContain('infrastructure');
  });

  it('is as good as on GitHub', async () => {
    const answers = { ...defaults, infrastructure: 'aws' };
    const [github, gitlab] = await Promise.all(
      ['github', 'gitlab'].map(ci =>
        scorecardOf('node-service', { ...answers, ci }),
      ),
    );
    expect(states(gitlab)).toEqual(states(github));
  });
});

describe.each([...paths, 'aws-platform'])('what is written by %s', path => {
  // Files of tools that know both hosts, on each of them.
  const ofTools =
    /(?:^|\/)(?:\.dockerignore|renovate\.json|package-lock\.json)$/;
  const lines = (ci: string) =>
    render(path, { ...everythingOf(path), ci })
      .files.filter(file => !ofTools.test(file.path))
      .flatMap(file =>
        file.contents
          .toString('utf8')
          .split('\n')
          .map(line => `${file.path}: ${line}`),
      )
      // Where tools are published, whatever runs the pipeline.
      .filter(line => !/https:\/\/(?:raw\.)?github/.test(line));

  it('speaks of merge requests on GitLab, and of pull requests on GitHub', () => {
    const onGitlab = /pull[ -]requests?\b|github/i;
    const onGithub = /merge[ -]requests?\b|gitlab/i;
    expect(lines('gitlab').filter(line => onGitlab.test(line))).toEqual([]);
    expect(lines('github').filter(line => onGithub.test(line))).toEqual([]);
  });
});

it('judges a platform on GitLab as it does on GitHub', async () => {
  const [github, gitlab] = await Promise.all(
    ['github', 'gitlab'].map(ci =>
      scorecardOf('aws-platform', { ...defaults, ci }),
    ),
  );
  expect(states(gitlab)).toEqual(states(github));
});

it('keeps images where the answers say, with credentials of the project', () => {
  const own = pipelineOf(
    render('node-service', {
      ...defaults,
      ci: 'gitlab',
      repositoryPlace: 'chosen',
      repoUrl: 'git.example.com?owner=shop/backend&repo=orders',
    }),
  );
  expect(own).toContain('IMAGE: registry.git.example.com/shop/backend/orders');
  expect(own).toContain('aud: https://git.example.com');
  expect(own).toContain('TRIVY_PASSWORD: $CI_REGISTRY_PASSWORD');
  const other = pipelineOf(
    render('node-service', {
      ...defaults,
      ci: 'gitlab',
      registry: 'images.example.com/shop',
    }),
  );
  expect(other).toContain('IMAGE: images.example.com/shop/checkout/orders');
  expect(other).toContain('TRIVY_PASSWORD: $REGISTRY_PASSWORD');
  expect(other).not.toContain('CI_REGISTRY');
});

it('runs the jobs that need no container', async () => {
  const missing = [
    helm.missing(),
    missingProgram('promtool'),
    missingProgram('rsync'),
  ].filter(Boolean);
  if (missing.length > 0) {
    process.stdout.write(`Jobs were not run: ${missing.join(', ')}\n`);
    return;
  }
  const directory = await write(
    render('node-service', {
      ...everythingOf('node-service'),
      database: 'none',
      ci: 'gitlab',
    }),
  );
  await prepareGitlabRepository(directory, 'package.json');
  const { code, output } = await runGitlabJobs(directory, [
    'lint',
    'test-22',
    'manifests',
    'check-alerts',
  ]);
  expect(code === 0 ? '' : output).toBe('');
  for (const job of ['lint', 'test-22', 'manifests', 'check-alerts']) {
    expect(output).toMatch(new RegExp(`PASS\\s+${job}`));
  }
});

it('is YAML that means what it says', () => {
  const pipeline = parse(
    pipelineOf(render('python-service', { ...defaults, ci: 'gitlab' })),
  );
  expect(pipeline['test-3.13'].image).toContain('python3.13');
  expect(pipeline.build.interruptible ?? pipeline.default.interruptible).toBe(
    true,
  );
  expect(pipeline['deploy-production']).toMatchObject({
    interruptible: false,
    resource_group: 'deploy-production',
    environment: { name: 'production' },
    after_script: [expect.stringContaining('helm rollback')],
  });
});
