import { deploymentFacts } from '../../testing/deploymentFacts';

const imageOf = async (dockerfile: string) => {
  const { of } = await deploymentFacts({ Dockerfile: dockerfile });
  return of('images')[0];
};

describe('Dockerfiles', () => {
  it('reads stages, bases, user and health check', async () => {
    const { of } = await deploymentFacts({
      Dockerfile: `ARG GO=1.23
FROM golang:\${GO} AS build
RUN go build -o /app
FROM gcr.io/distroless/static
COPY --from=build /app /app
HEALTHCHECK CMD ["/app", "health"]
`,
    });
    expect(of('images')).toEqual([
      {
        path: 'Dockerfile',
        production: true,
        stages: 2,
        separateRuntime: true,
        user: 'the user of gcr.io/distroless/static',
        nonRoot: true,
        healthcheck: true,
        source: { path: 'Dockerfile', line: 4 },
      },
    ]);
    expect(
      of('imageReferences').map(({ image, tag, mutable }) => [
        image,
        tag,
        mutable,
      ]),
    ).toEqual([
      ['golang', '1.23', false],
      ['gcr.io/distroless/static', undefined, true],
    ]);
  });

  it.each([
    [
      'builds on its build stage',
      'FROM node:20 AS build\nRUN npm ci\nFROM build\nCMD node .\n',
      false,
    ],
    [
      'copies a tool of another image only',
      'FROM python:3.12\nCOPY --from=ghcr.io/astral-sh/uv:0.5 /uv /bin/\n',
      false,
    ],
    [
      'shares a base with the build',
      'FROM node:20 AS base\nFROM base AS build\nRUN npm run build\nFROM base\nCOPY --from=build /dist /dist\n',
      true,
    ],
    [
      'copies by number',
      'FROM node:20\nRUN npm run build\nFROM nginx:1\nCOPY --from=0 /dist /dist\n',
      true,
    ],
  ])('a runtime that %s', async (_, dockerfile, separate) => {
    expect((await imageOf(dockerfile)).separateRuntime).toBe(separate);
  });

  it.each([
    ['USER root', false],
    ['USER 0:0', false],
    ['USER app', true],
    ['USER 1001', true],
    ['USER app\nRUN x\nUSER root', false],
    ['RUN adduser app', false],
  ])('knows who runs it: %s', async (lines, nonRoot) => {
    expect((await imageOf(`FROM node:20\n${lines}\n`)).nonRoot).toBe(nonRoot);
  });

  it('leaves out images that others build on', async () => {
    const { of } = await deploymentFacts({
      Dockerfile: 'FROM shop-base:1\nUSER 1000\n',
      'docker/shop_base.dockerfile': 'FROM ruby:3.4\n',
      'docker/builder/Dockerfile': 'FROM node:22\n',
    });
    expect(of('images').map(item => [item.path, item.production])).toEqual([
      ['Dockerfile', true],
      ['docker/builder/Dockerfile', false],
      ['docker/shop_base.dockerfile', false],
    ]);
    const base = await deploymentFacts({
      'base/Dockerfile': 'FROM ruby:3.4\n',
    });
    expect(base.of('images')[0].production).toBe(true);
  });

  it('leaves the development image out', async () => {
    const { of } = await deploymentFacts({
      Dockerfile: 'FROM node:20\nUSER node\n',
      'Dockerfile.dev': 'FROM node\n',
    });
    expect(
      of('images').map(({ path, production }) => [path, production]),
    ).toEqual([
      ['Dockerfile', true],
      ['Dockerfile.dev', false],
    ]);
  });

  it('knows builders that need no Dockerfile', async () => {
    const { of } = await deploymentFacts({
      'build.gradle.kts':
        'plugins {\n  id("com.google.cloud.tools.jib") version "3.4"\n}\n',
      'src/Api/Api.csproj':
        '<Project>\n<PropertyGroup>\n<ContainerRepository>api</ContainerRepository>\n</PropertyGroup></Project>',
      '.github/workflows/ci.yml':
        'on: push\njobs:\n  a:\n    steps:\n      - run: ko build ./cmd/app\n',
    });
    expect(
      of('images').map(({ builder, nonRoot, source }) => [
        builder,
        nonRoot,
        source.line,
      ]),
    ).toEqual([
      ['ko', true, 5],
      ['jib', false, 2],
      ['dotnet', true, 3],
    ]);
  });

  it('gives a gap for a line that no Dockerfile has', async () => {
    const { of, gaps } = await deploymentFacts({
      Dockerfile: `FROM node:20\nRUN ${'x'.repeat(300_000)}\n`,
    });
    expect(of('images')).toEqual([]);
    expect(gaps).toContainEqual({
      collection: 'images',
      reason: 'Dockerfile has a line of more than 20000 characters.',
      source: { path: 'Dockerfile', line: 2 },
    });
  });
});
