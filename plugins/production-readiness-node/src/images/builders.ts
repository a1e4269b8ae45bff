import { FactOf } from '@goldenpath/backstage-plugin-production-readiness-common';
import { baseOf } from '../repository/paths';
import { SourceFile } from '../repository/SourceFile';
import { baseReference, isNonRootBase } from './readImage';

/** An image that a builder makes, and the base that it is told to put it on. */
export interface BuiltImage {
  image: FactOf<'images'>;
  base?: FactOf<'imageReferences'>;
}

/** What builds an image without a Dockerfile: the files that say so, the words in them, and the user it sets. */
interface Builder {
  name: string;
  file: RegExp;
  line: RegExp;
  /** `default`: not root unless it is told otherwise; `stated`: only with a line like this in the same file. */
  nonRoot: true | RegExp;
  /** What gives it to all modules below, where the words alone do not. */
  forAll?: RegExp;
  /** What names the base that it is put on. */
  base?: RegExp;
}

const gradle = /^build\.gradle(?:\.kts)?$/;

const builders: Builder[] = [
  {
    name: 'jib',
    file: gradle,
    line: /com\.google\.cloud\.tools\.jib/,
    forAll:
      /\bapply\s{0,4}\(?\s{0,4}plugin\s{0,4}[:=]\s{0,4}["']com\.google\.cloud\.tools\.jib/,
    nonRoot: /^\s*user\s*=\s*["'](?!0\b|root\b)\w/m,
  },
  {
    name: 'jib',
    file: /^pom\.xml$/,
    line: /<artifactId>jib-maven-plugin</,
    nonRoot: /<user>(?!0\b|root\b)\w/,
  },
  {
    name: 'jib',
    file: /^(?:pom\.xml|build\.gradle(?:\.kts)?)$/,
    line: /\bquarkus-container-image-jib\b/,
    nonRoot: true,
  },
  {
    name: 'buildpacks',
    file: /^(?:pom\.xml|build\.gradle(?:\.kts)?)$/,
    line: /\bquarkus-container-image-buildpack\b/,
    nonRoot: true,
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
  {
    name: 'ko',
    file: /^\.ko\.ya?ml$/,
    line: /^[^#\s]/,
    nonRoot: true,
    base: /^defaultBaseImage:\s*["']?([^\s"'#]+)/,
  },
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
  ['dotnet', /PublishContainer|PublishProfile=DefaultContainer/],
];

/** Whether a file can configure an image builder. */
export function isBuilderPath(path: string): boolean {
  const base = baseOf(path);
  return builders.some(({ file }) => file.test(base));
}

/** The image builders that a build file configures. */
export function readBuilders(file: SourceFile): BuiltImage[] {
  return buildersIn(file, liveLines(file, false), ({ line }) => line);
}

/** The image builders that a build file gives to all modules below it. */
export function readInheritedBuilders(file: SourceFile): BuiltImage[] {
  const isGradle = gradle.test(baseOf(file.path));
  if (isGradle && !/\b(?:subprojects|allprojects)\b/.test(file.text)) return [];
  return buildersIn(
    file,
    liveLines(file, true),
    ({ forAll, line }) => forAll ?? line,
  );
}

/** The lines without comments, and without what Maven only sets up for modules that name it. */
function liveLines(file: SourceFile, inherited: boolean): readonly string[] {
  const { path, text, lines } = file;
  if (gradle.test(baseOf(path)))
    return lines.map(line => (/^\s*\/\//.test(line.slice(0, 200)) ? '' : line));
  if (!/\.(?:xml|csproj)$/.test(path)) return lines;
  const blank = (part: string) => part.replace(/[^\n]/g, '');
  const live = text.replace(/<!--[^]*?(?:-->|$)/g, blank);
  return (
    inherited
      ? live.replace(
          /<pluginManagement>[^]*?(?:<\/pluginManagement>|$)/g,
          blank,
        )
      : live
  ).split('\n');
}

function buildersIn(
  { path }: SourceFile,
  lines: readonly string[],
  saying: (builder: Builder) => RegExp,
): BuiltImage[] {
  const text = lines.join('\n');
  return builders.flatMap((builder): BuiltImage[] => {
    if (!builder.file.test(baseOf(path))) return [];
    const pattern = saying(builder);
    const line = lines.findIndex(one => pattern.test(one));
    if (line < 0) return [];
    const named = builder.base && baseNamed(lines, builder.base);
    const runsAsRoot = named !== undefined && !isNonRootBase(named.base);
    const nonRoot = builder.nonRoot === true || builder.nonRoot.test(text);
    const image = builderImage(
      builder.name,
      path,
      named?.line ?? line + 1,
      nonRoot && !runsAsRoot,
    );
    if (!named) return [{ image }];
    const source = { path, line: named.line };
    return [{ image, base: baseReference(named.base, true, source) }];
  });
}

function baseNamed(
  lines: readonly string[],
  pattern: RegExp,
): { base: string; line: number } | undefined {
  for (const [at, line] of lines.entries()) {
    const base = pattern.exec(line.slice(0, 1_000))?.[1];
    if (base !== undefined) return { base, line: at + 1 };
  }
  return undefined;
}

/** The image builders that a pipeline runs. */
export function readBuilderCommands({ path, lines }: SourceFile): BuiltImage[] {
  return commands.flatMap(([name, pattern]): BuiltImage[] => {
    const line = lines.findIndex(text => pattern.test(text));
    if (line < 0) return [];
    return [{ image: builderImage(name, path, line + 1, name !== 'jib') }];
  });
}

function builderImage(
  builder: string,
  path: string,
  line: number,
  nonRoot: boolean,
): FactOf<'images'> {
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
