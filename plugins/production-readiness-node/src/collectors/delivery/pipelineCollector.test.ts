import { deploymentFacts } from '../../testing/deploymentFacts';

const sha = '0123456789abcdef0123456789abcdef01234567';

async function stepsOf(
  files: Record<string, string>,
  scope = { path: '', name: 'shop' },
) {
  const { of, gaps } = await deploymentFacts(files, scope);
  return {
    gaps,
    references: of('pipelineReferences'),
    pipelines: of('pipelines'),
    steps: of('pipelines').map(({ purposes, environment, gated }) =>
      [purposes.join('+'), environment, gated ? 'gated' : undefined]
        .filter(Boolean)
        .join(' '),
    ),
  };
}

describe('GitHub Actions', () => {
  it('takes a commit or a pull request for an environment for a deployment of GitOps', async () => {
    const { steps } = await stepsOf({
      '.github/workflows/ci.yml': `on: { push: { branches: [main] } }
jobs:
  promote-staging:
    environment: staging
    steps: [{ run: scripts/promote.sh staging }]
  promote-production:
    needs: promote-staging
    environment: production
    steps: [{ run: scripts/promote.sh production }]
  format:
    steps: [{ run: git push origin HEAD:formatted }]
`,
      'scripts/promote.sh':
        'git commit --message Promote\ngit push origin "$branch"\ngh pr create --base main\n',
    });
    expect(steps).toEqual(['deploy staging', 'deploy production gated']);
  });

  it('tells what steps do, when they run and where they deploy', async () => {
    const { steps, pipelines, references } = await stepsOf({
      '.github/workflows/ci.yml': `on:
  push: { branches: [main] }
  pull_request:
jobs:
  test:
    steps:
      - uses: actions/checkout@${sha}
      - run: npm run verify
      - run: |
          # npm test
          echo "npm test"
      - if: false
        run: trivy image shop
      - uses: aquasecurity/trivy-action@v0
      - uses: docker/build-push-action@v6
        with: { push: true, sbom: true, provenance: mode=max }
  staging:
    needs: test
    environment: staging
    steps: [{ run: helm upgrade --install --atomic shop chart }]
  production:
    needs: staging
    environment: { name: production }
    steps: [{ run: kubectl apply -f k8s }]
`,
      'package.json': JSON.stringify({
        scripts: { verify: 'eslint . && jest && npm run build', build: 'tsc' },
      }),
    });
    expect(steps).toEqual([
      'test+build+lint',
      'scan',
      'build+push+sbom+provenance',
      'deploy+rollback staging',
      'deploy production gated',
    ]);
    expect(pipelines[0]).toMatchObject({
      triggers: ['pull-request', 'push'],
      source: { path: '.github/workflows/ci.yml', line: 8 },
    });
    expect(pipelines[4].production).toBe(true);
    expect(
      references.map(({ reference, pinned }) => [reference, pinned]),
    ).toEqual([
      [`actions/checkout@${sha}`, true],
      ['aquasecurity/trivy-action@v0', false],
      ['docker/build-push-action@v6', false],
    ]);
  });

  it('does not call a deployment gated that nothing stands before', async () => {
    const { steps } = await stepsOf({
      '.github/workflows/deploy.yml': `on: { push: { branches: [main] } }
jobs:
  deploy:
    environment: production
    steps: [{ run: fly deploy }]
`,
      '.github/workflows/test.yml': `on: pull_request
jobs: { test: { steps: [{ run: docker compose up -d db }, { run: pytest }] } }
`,
    });
    expect(steps).toEqual(['deploy production', 'test']);
  });

  it('follows reusable workflows and composite actions of the repository', async () => {
    const { steps } = await stepsOf({
      '.github/workflows/release.yml': `on: { release: { types: [published] } }
jobs:
  test:
    uses: ./.github/workflows/deploy.yml
    with: { environment: test }
  prod:
    needs: test
    uses: ./.github/workflows/deploy.yml
    with: { environment: prod }
`,
      '.github/workflows/deploy.yml': `on: { workflow_call: { inputs: { environment: { type: string } } } }
jobs:
  deploy:
    environment: \${{ inputs.environment }}
    steps: [{ uses: ./.github/actions/deploy }]
`,
      '.github/actions/deploy/action.yml':
        'runs: { using: composite, steps: [{ run: helm upgrade shop . }] }\n',
    });
    expect(steps).toEqual(['deploy prod gated', 'deploy test']);
  });

  it('leaves out the pipelines and steps of other services', async () => {
    const workflow = (on: string, run: string) =>
      `on: ${on}\njobs: { a: { steps: [{ run: '${run}' }] } }\n`;
    const { pipelines } = await stepsOf(
      {
        'src/shop/go.mod': 'module shop',
        'src/cart/go.mod': 'module cart',
        '.github/workflows/all.yml': workflow('push', 'make test'),
        '.github/workflows/cart-paths.yml': workflow(
          '{ push: { paths: ["src/cart/**"] } }',
          'go test ./...',
        ),
        '.github/workflows/cart-step.yml': workflow(
          'push',
          'cd src/cart && go test',
        ),
        '.github/workflows/shop.yml': workflow(
          '{ push: { paths: ["src/shop/**"] } }',
          'go test ./...',
        ),
      },
      { path: 'src/shop', name: 'shop' },
    );
    expect(pipelines.map(({ pipeline }) => pipeline)).toEqual([
      '.github/workflows/all.yml',
      '.github/workflows/shop.yml',
    ]);
  });
});

describe('other systems', () => {
  it('reads GitLab CI with includes, extends, stages and manual jobs', async () => {
    const { steps, references } = await stepsOf({
      '.gitlab-ci.yml': `include:
  - local: /ci/build.yml
  - template: Security/SAST.gitlab-ci.yml
  - { project: group/templates, ref: main, file: x.yml }
image: node:20
stages: [test, deploy, production]
test: { script: [npm test] }
staging: { extends: .deploy, stage: deploy, environment: staging }
production:
  extends: .deploy
  stage: production
  environment: { name: production }
  rules: [{ if: $CI_COMMIT_BRANCH == "main", when: manual }]
.deploy: { script: [helm upgrade shop .] }
`,
      'ci/build.yml':
        'build: { stage: test, image: "docker:27.1.0", script: ["docker build ."] }\n',
    });
    expect(steps.sort()).toEqual([
      'build',
      'deploy production gated',
      'deploy staging',
      'scan',
      'test',
    ]);
    expect(
      references.map(({ reference, pinned }) => [reference, pinned]),
    ).toEqual(
      expect.arrayContaining([
        ['group/templates@main', false],
        ['node:20', false],
        ['docker:27.1.0', true],
      ]),
    );
  });

  it('reads a Jenkinsfile', async () => {
    const { steps } = await stepsOf({
      Jenkinsfile: `pipeline {
  stages {
    stage('Test') { steps {
      // sh 'trivy image x'
      sh './gradlew check'
    } }
    stage('Staging') { steps { sh "helm upgrade shop ." } }
    stage('Approve') { steps { input message: 'Go?' } }
    stage('Production') { steps {
      sh '''
        kubectl apply -f prod
      '''
    } }
  }
}
`,
    });
    expect(steps).toEqual([
      'test',
      'deploy Staging',
      'deploy Production gated',
    ]);
  });

  it('reads CircleCI, Azure Pipelines and Travis', async () => {
    const { steps, pipelines } = await stepsOf({
      '.circleci/config.yml': `jobs:
  test: { steps: [checkout, { run: { name: t, command: bundle exec rspec } }] }
  deploy: { steps: [{ run: cap production deploy }] }
workflows:
  all:
    jobs: [test, hold: { type: approval, requires: [test] }, deploy: { requires: [hold] }]
`,
      'azure-pipelines.yml': `trigger: [main]
stages:
  - stage: Build
    jobs: [{ job: b, steps: [{ task: DotNetCoreCLI@2, inputs: { command: test } }, { template: ci/scan.yml }] }]
  - stage: Prod
    jobs:
      - deployment: d
        environment: production
        strategy: { runOnce: { deploy: { steps: [{ task: AzureWebApp@1 }] } } }
`,
      'ci/scan.yml': 'steps: [{ script: dotnet list package --vulnerable }]\n',
      '.travis.yml': 'script: [yarn lint, yarn test]\n',
    });
    expect(steps).toEqual([
      'test',
      'deploy gated',
      'lint',
      'test',
      'test',
      'deploy production',
      'scan',
    ]);
    expect(new Set(pipelines.map(({ system }) => system))).toEqual(
      new Set(['circleci', 'azure-pipelines', 'other']),
    );
  });

  it('reads shell scripts without an ending, and names of workflows that scan', async () => {
    const { steps } = await stepsOf({
      '.circleci/config.yml': `jobs:
  ship: { steps: [{ run: ./bin/deploy production }] }
  migrate: { steps: [{ run: bin/rails db:version }] }
workflows:
  main:
    jobs:
      - hold: { type: approval }
      - ship: { context: shop-production, requires: [hold] }
      - migrate
`,
      'bin/deploy':
        '#!/bin/sh\nhelm upgrade shop chart \\\n  --install --wait\n',
      'bin/rails': '#!/usr/bin/env ruby\nexec "helm upgrade"\n',
      '.github/workflows/scan.yml': `on: push
jobs:
  a: { uses: acme/workflows/.github/workflows/code-scan.yaml@v1 }
`,
    });
    expect(steps).toEqual(['deploy shop-production gated', 'scan']);
  });

  it('reads Cloud Build, and the stages that Cloud Deploy takes a release through', async () => {
    const build = {
      'cloudbuild.yaml': `steps:
  - name: gcr.io/cloud-builders/docker
    args: [build, -t, shop, .]
  - name: gcr.io/k8s-skaffold/skaffold:v2
    script: |
      skaffold test --build-artifacts=artifacts.json
  - name: gcr.io/cloud-builders/gcloud
    entrypoint: bash
    args: [-c, 'npm audit']
  - name: gcr.io/cloud-builders/gcloud
    args: [deploy, releases, create, shop-1, --delivery-pipeline=shop]
`,
    };
    const { steps } = await stepsOf(build);
    expect(steps).toEqual(['build', 'test', 'scan', 'deploy']);
    const staged = await stepsOf({
      ...build,
      'clouddeploy.yaml': `apiVersion: deploy.cloud.google.com/v1
kind: DeliveryPipeline
serialPipeline:
  stages:
    - targetId: staging
    - targetId: production
`,
    });
    expect(staged.steps).toContain('deploy gated');
  });

  it('gives a gap for a workflow that is not YAML', async () => {
    const { gaps } = await stepsOf({
      '.github/workflows/ci.yml': 'on: [push\njobs: }',
    });
    expect(gaps.map(({ collection }) => collection)).toEqual([
      'pipelineReferences',
      'pipelines',
    ]);
    expect(gaps[0].reason).toMatch(
      /^\.github\/workflows\/ci\.yml is not valid YAML/,
    );
  });
});
