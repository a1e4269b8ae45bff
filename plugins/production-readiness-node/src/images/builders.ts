import { FactOf } from '@goldenpath/backstage-plugin-production-readiness-common';
import { baseOf } from '../repository/paths';
import { SourceFile } from '../repository/SourceFile';

type Image = FactOf<'images'>;

/** What builds an image without a Dockerfile: the files that say so, the words in them, and the user it sets. */
interface Builder {
  name: string;
  file: RegExp;
  line: RegExp;
  /** `default`: not root unless it is told otherwise; `stated`: only with a line like this in the same file. */
  nonRoot: true | RegExp;
}

const gradle = /^build\.gradle(?:\.kts)?$/;

const builders: Builder[] = [
  {
    name: 'jib',
    file: gradle,
    line: /com\.google\.cloud\.tools\.jib/,
    nonRoot: /^\s*user\s*=\s*["'](?!0\b|root\b)\w/m,
  },
  {
    name: 'jib',
    file: /^pom\.xml$/,
    line: /<artifactId>jib-maven-plugin</,
    nonRoot: /<user>(?!0\b|root\b)\w/,
  },
  { name: 'buildpacks', file: gradle, line: /bootBuildImage/, nonRoot: true },
  {
    name: 'buildpacks',
    file: /^pom\.xml$/,
    line: /<goal>build-image/,
    nonRoot: true,
  },
  {
    name: 'buildpacks',
    file: /^project\.toml$/,
    line: /^\s*\[(?:_|build|io\.buildpacks)/,
    nonRoot: true,
  },
  { name: 'ko', file: /^\.ko\.ya?ml$/, line: /\S/, nonRoot: true },
  {
    name: 'dotnet',
    file: /\.csproj$/,
    line: /<(?:EnableSdkContainerSupport|ContainerRepository|ContainerImageName|ContainerBaseImage|ContainerFamily)>|DefaultContainer/,
    nonRoot: true,
  },
];

/** Commands of pipelines that build an image without a Dockerfile. */
const commands: Array<[name: string, pattern: RegExp]> = [
  [
    'buildpacks',
    /\bpack build\b|bootBuildImage|spring-boot:build-image|buildpacks\/github-actions/,
  ],
  ['ko', /\bko (?:build|publish|apply|resolve)\b|ko-build\/setup-ko/],
  ['jib', /\bjib(?:DockerBuild)?\b|jib:(?:build|dockerBuild)/],
  ['dotnet', /PublishContainer/],
];

/** Whether a file can configure an image builder. */
export function isBuilderPath(path: string): boolean {
  const base = baseOf(path);
  return builders.some(({ file }) => file.test(base));
}

/** The image builders that a build file configures. */
export function readBuilders(file: SourceFile): Image[] {
  const base = baseOf(file.path);
  return builders.flatMap(builder => {
    if (!builder.file.test(base)) return [];
    const line = file.lines.findIndex(text => builder.line.test(text));
    if (line < 0) return [];
    const nonRoot = builder.nonRoot === true || builder.nonRoot.test(file.text);
    return [builderImage(builder.name, file.path, line + 1, nonRoot)];
  });
}

/** The image builders that a pipeline runs. */
export function readBuilderCommands({ path, lines }: SourceFile): Image[] {
  return commands.flatMap(([name, pattern]) => {
    const line = lines.findIndex(text => pattern.test(text));
    return line < 0 ? [] : [builderImage(name, path, line + 1, name !== 'jib')];
  });
}

function builderImage(
  builder: string,
  path: string,
  line: number,
  nonRoot: boolean,
): Image {
  return {
    path,
    production: true,
    builder,
    stages: 0,
    separateRuntime: true,
    nonRoot,
    healthcheck: false,
    source: { path, line },
  };
}
