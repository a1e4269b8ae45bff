import {
  FactGap,
  FactOf,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { Collector, CollectorRun } from '../Collector';
import { environmentOf } from '../../deployment/environments';
import { ScopeNames } from '../../deployment/ScopeNames';
import {
  BuiltImage,
  isBuilderPath,
  readBuilderCommands,
  readBuilders,
  readInheritedBuilders,
} from '../../images/builders';
import {
  Dockerfile,
  dockerfileOf,
  isDockerfilePath,
} from '../../images/Dockerfile';
import {
  configuredServer,
  isBacking,
  readBases,
  readImage,
} from '../../images/readImage';
import { StatedDockerfiles } from '../../images/StatedDockerfiles';
import { isPipelinePath } from '../../pipelines/isPipelinePath';
import { baseOf, folderOf } from '../../repository/paths';
import { SourceFile } from '../../repository/SourceFile';
import { isTestPath } from '../deployment/Layout';

class ImageRun implements CollectorRun {
  private readonly dockerfiles = new Map<string, Dockerfile>();
  private readonly builders: BuiltImage[] = [];
  private readonly gaps: FactGap[] = [];
  private readonly stated: StatedDockerfiles;

  constructor(private readonly names: ScopeNames) {
    this.stated = new StatedDockerfiles(names);
  }

  wants({ path }: { path: string }): boolean {
    if (isTestPath(path, this.names.scope.path)) return false;
    return (
      isDockerfilePath(path) ||
      (isBuilderPath(path) && this.names.contains(path)) ||
      isPipelinePath(path) ||
      this.stated.wants(path)
    );
  }

  visit(file: SourceFile): void {
    const { path } = file;
    if (this.stated.wants(path)) this.stated.visit(file);
    if (isDockerfilePath(path)) this.visitDockerfile(file);
    else if (isPipelinePath(path)) {
      if (this.names.isWhole) this.builders.push(...readBuilderCommands(file));
    } else if (this.names.contains(path))
      this.builders.push(...readBuilders(file));
    else if (isBuilderPath(path) && this.stated.isAbove(path))
      this.builders.push(...readInheritedBuilders(file));
  }

  finish() {
    const own = this.ownDockerfiles();
    const production = ownProduction(own, this.names);
    return {
      collections: {
        images: [
          ...this.images(own, production),
          ...this.builders.map(({ image }) => image),
        ],
        imageReferences: [
          ...own.flatMap(path =>
            readBases(path, this.dockerfiles.get(path)!, production.has(path)),
          ),
          ...this.builders.flatMap(({ base }) => base ?? []),
        ],
      },
      gaps: this.gaps,
    };
  }

  /** Beside the image that the service runs in, databases that are filled and servers that are set up are not it. */
  private images(
    own: string[],
    production: ReadonlySet<string>,
  ): Array<FactOf<'images'>> {
    const runsProgram = (path: string) => {
      const dockerfile = this.dockerfiles.get(path)!;
      return !isBacking(dockerfile) && !configuredServer(dockerfile);
    };
    const hasOther =
      this.builders.length > 0 ||
      own.some(path => production.has(path) && runsProgram(path));
    return own.flatMap(path => {
      const dockerfile = this.dockerfiles.get(path)!;
      const isBeside = hasOther && isBacking(dockerfile);
      const image = readImage(
        path,
        dockerfile,
        production.has(path) && !isBeside,
      );
      const configures = hasOther ? configuredServer(dockerfile) : undefined;
      return image ? [{ ...image, configures }] : [];
    });
  }

  private visitDockerfile(file: SourceFile): void {
    const dockerfile = dockerfileOf(file);
    if ('problem' in dockerfile) {
      for (const collection of ['images', 'imageReferences']) {
        this.gaps.push({
          collection,
          reason: `${file.path} ${dockerfile.problem}.`,
          source: { path: file.path, line: dockerfile.line },
        });
      }
      return;
    }
    if (dockerfile.stages.length > 0) {
      this.dockerfiles.set(file.path, dockerfile);
    }
  }

  /** Those in its folder; else those that its build states; else those named for it; else the one at the root. */
  private ownDockerfiles(): string[] {
    const all = [...this.dockerfiles.keys()];
    const inside = all.filter(path => this.names.contains(path));
    if (inside.length > 0) return inside;
    const stated = this.stated.among(all);
    if (stated.length > 0) return stated;
    const named = all.filter(path => {
      const base = baseOf(path);
      const word = base
        .replace(/^(?:Dockerfile|Containerfile)[.-]?/, '')
        .replace(/\.[Dd]ockerfile$/, '');
      return (
        (word !== '' && this.names.isSame(word)) ||
        this.names.isSame(baseOf(folderOf(path)))
      );
    });
    if (named.length > 0) return named;
    return all.filter(path => path === 'Dockerfile');
  }
}

/** What images are built for that no service runs in: others build on them, or work in them. */
const helping = new Set([
  'base',
  'builder',
  'buildenv',
  'toolchain',
  'toolbox',
  'tooling',
  'deps',
  'dependencies',
]);

/** Dockerfiles that serve neither development nor other images by their name; where all do, they are what there is. */
function ownProduction(own: string[], names: ScopeNames): Set<string> {
  const seen = (path: string) =>
    names.contains(path) ? path.slice(names.scope.path.length) : path;
  const serving = own.filter(
    path => environmentOf(seen(path), names.words) !== 'local',
  );
  const running = serving.filter(
    path =>
      !seen(path)
        .toLowerCase()
        .split(/[^a-z0-9]+/)
        .some(word => helping.has(word) && !names.words.has(word)),
  );
  if (running.length > 0) return new Set(running);
  return new Set(serving.length > 0 ? serving : own);
}

/** Image definitions: Dockerfiles, and tools that build images without one. */
export const imageCollector: Collector = {
  id: 'images',
  collections: ['images', 'imageReferences'],
  start: scope => new ImageRun(ScopeNames.of(scope)),
};
