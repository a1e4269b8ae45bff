import { mockServices } from '@backstage/backend-test-utils';
import { ScmIntegrations } from '@backstage/integration';
import { Scorecard } from '@goldenpath/backstage-plugin-production-readiness-common';
import { pushedRepository } from '../events/pushedRepository';
import { linkEvidence, sourceLinker } from './linkEvidence';
import { locateRepository } from './RepositoryLocation';
import { serviceEntity } from '../__testUtils__/acme';

const integrations = ScmIntegrations.fromConfig(
  mockServices.rootConfig({
    data: {
      integrations: {
        github: [{ host: 'git.example.com:3000', apiBaseUrl: 'https://x/api' }],
        gitlab: [{ host: 'gitlab.example.com', apiBaseUrl: 'https://x/api' }],
        gitea: [{ host: 'gitea.example.com' }],
        bitbucketServer: [{ host: 'bitbucket.example.com' }],
      },
    },
  }),
);
const commit = '0123456789abcdef0123456789abcdef01234567';
const located = (annotation: string, value: string) =>
  locateRepository(
    serviceEntity('orders', {
      annotations: { [`backstage.io/${annotation}`]: value },
    }),
    integrations,
  );

describe('the repository of a service', () => {
  it.each([
    [
      'source-location',
      'url:https://github.com/Acme/Orders/',
      '',
      'github.com/acme/orders',
    ],
    [
      'source-location',
      'url:https://github.com/acme/mono/tree/main/services/orders/',
      'services/orders',
      'github.com/acme/mono',
    ],
    [
      'managed-by-location',
      'url:https://github.com/acme/mono/blob/main/services/orders/catalog-info.yaml',
      'services/orders',
      'github.com/acme/mono',
    ],
    [
      'managed-by-location',
      'url:https://git.example.com:3000/acme/orders/blob/main/catalog-info.yaml',
      '',
      'git.example.com:3000/acme/orders',
    ],
    [
      'source-location',
      'url:https://gitlab.example.com/acme/shop/orders/-/tree/main/',
      '',
      'gitlab.example.com/acme/shop/orders',
    ],
  ])('is found by %s %s', (annotation, value, path, repository) => {
    expect(located(annotation, value)).toMatchObject({ path, repository });
  });

  it.each([
    ['source-location', 'dir:/srv/orders', /comes from a dir location/],
    ['source-location', 'orders', /no readable source location/],
    [
      'source-location',
      'url:https://user:hunter2@example.com/',
      /^The source location https:\/\/example.com\/ is not/,
    ],
  ])(
    'is not found by %s %s, with a sentence',
    (annotation, value, sentence) => {
      expect(() => located(annotation, value)).toThrow(sentence);
    },
  );
});

describe('a link to evidence', () => {
  // Names that need no encoding take a faster way, which must lead to the same place.
  const plainNames = [
    'src/a.ts',
    '.github/workflows/build_1.yaml',
    'tree/main/first-file.txt',
    '40711',
  ];

  it.each([
    [
      'https://bitbucket.org/acme/orders/src/main/',
      `https://bitbucket.org/acme/orders/src/${commit}/src/a%20b.ts#lines-7`,
    ],
    [
      'https://bitbucket.example.com/projects/acme/repos/orders/browse/',
      `https://bitbucket.example.com/projects/acme/repos/orders/browse/src/a%20b.ts?at=${commit}#7`,
    ],
    [
      'https://github.com/acme/orders/',
      `https://github.com/acme/orders/blob/${commit}/src/a%20b.ts#L7`,
    ],
    [
      'https://github.com/acme/mono/tree/main/',
      `https://github.com/acme/mono/blob/${commit}/src/a%20b.ts#L7`,
    ],
    [
      'https://gitlab.example.com/acme/shop/orders/-/tree/main/',
      `https://gitlab.example.com/acme/shop/orders/-/tree/${commit}/src/a%20b.ts#L7`,
    ],
    [
      'https://gitea.example.com/acme/orders/src/branch/main/',
      `https://gitea.example.com/acme/orders/src/commit/${commit}/src/a%20b.ts#L7`,
    ],
  ])('in %s leads to the line at the commit', (url, expected) => {
    const scorecard: Scorecard = {
      rubric: { name: 'x', version: '1.0.0', hash: 'x' },
      exemptions: 0,
      nextSteps: [],
      commit,
      results: [
        {
          id: 'x',
          level: 'L1',
          area: 'x',
          blocker: false,
          state: 'pass',
          reason: 'x',
          evidence: [
            { path: 'src/a b.ts', line: 7 },
            { url: 'https://x/' },
            ...plainNames.map(path => ({ path, line: 7 })),
            { path: 'src/a.ts' },
          ],
        },
      ],
    };
    const [result] = linkEvidence(scorecard, url, integrations).results;
    const named = (path: string) => expected.replace('src/a%20b.ts', path);
    expect(result.evidence).toEqual([
      { path: 'src/a b.ts', line: 7, url: expected },
      { url: 'https://x/' },
      ...plainNames.map(path => ({ path, line: 7, url: named(path) })),
      { path: 'src/a.ts', url: named('src/a.ts').replace(/#.*/, '') },
    ]);
  });

  it('in Azure DevOps leads to the line at the commit', () => {
    const url = 'https://dev.azure.com/acme/shop/_git/orders';
    const link = sourceLinker(url, commit, integrations);
    const linked = new URL(link({ path: 'src/a.ts', line: 7 }).url ?? '');
    expect(`${linked.origin}${linked.pathname}`).toBe(url);
    expect(Object.fromEntries(linked.searchParams)).toMatchObject({
      path: '/src/a.ts',
      version: `GC${commit}`,
      line: '7',
    });
  });
});

describe('a push', () => {
  it.each([
    [
      { repository: { html_url: 'https://github.com/Acme/Orders' } },
      'github.com/acme/orders',
    ],
    [
      { project: { web_url: 'https://gitlab.example.com/acme/shop/orders' } },
      'gitlab.example.com/acme/shop/orders',
    ],
    [
      {
        repository: {
          links: { html: { href: 'https://bitbucket.org/acme/orders' } },
        },
      },
      'bitbucket.org/acme/orders',
    ],
    [
      {
        repository: {
          links: {
            self: [
              {
                href: 'https://bitbucket.example.com/projects/ACME/repos/orders/browse',
              },
            ],
          },
        },
      },
      'bitbucket.example.com/acme/orders',
    ],
    [{ repository: { html_url: 'not a url' } }, undefined],
    [{ ref: 'refs/heads/main' }, undefined],
    ['push', undefined],
  ])('%j is to %s', (payload, repository) => {
    expect(pushedRepository(payload)).toBe(repository);
  });
});
