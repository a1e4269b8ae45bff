import { FactOf } from '@goldenpath/backstage-plugin-production-readiness-common';
import { terraformSource } from '../../infrastructure/modules/TerraformSource';
import { Limits } from '../../repository/limits';
import { SourceFile } from '../../repository/SourceFile';
import { listKind } from '../code/codePath';
import {
  CollectedFacts,
  Collector,
  CollectorRun,
  ServiceScope,
} from '../Collector';
import { servedFolder, withCatalogs } from './gradleCatalog';
import { dependencyFacts } from './dependencyFacts';
import { isLock, lockOf } from './locks';
import { folderOf, isWithin, Manifest, nameOf } from './Manifest';
import { isPinnedInReactor } from './mavenManifest';
import { isManifest, readManifest } from './readManifest';
import { TerraformManifests } from './TerraformManifests';
import {
  covers,
  isUpdaterFile,
  readUpdater,
  renovateOfPackage,
  Updater,
} from './updaters';

const mostDependencies = 1_000;

class DependencyRun implements CollectorRun {
  private manifests: Manifest[] = [];
  private readonly locks: string[] = [];
  private readonly updaters: Updater[] = [];
  private readonly terraform = new TerraformManifests();

  constructor(
    private readonly scope: ServiceScope,
    private readonly limits: Limits,
  ) {}

  wants({ path, size }: { path: string; size: number }): boolean {
    if (isUpdaterFile(path)) return true;
    if (isLock(path)) {
      if (size > 0) this.locks.push(path);
      return false;
    }
    const isDeclaring = isManifest(path) || /\.(?:tf|tofu)$/.test(path);
    return isDeclaring && this.isRelated(path);
  }

  visit(file: SourceFile): void {
    if (/\.(?:tf|tofu)$/.test(file.path)) {
      this.terraform.add(terraformSource(file, this.limits));
      return;
    }
    if (isUpdaterFile(file.path)) {
      const updater = readUpdater(file);
      if (updater) this.updaters.push(updater);
    }
    const packaged = renovateOfPackage(file);
    if (packaged) this.updaters.push(packaged);
    const manifest = isManifest(file.path) ? readManifest(file) : undefined;
    if (manifest) this.manifests.push(manifest);
  }

  finish(): CollectedFacts {
    this.manifests = withCatalogs(this.manifests);
    this.manifests.push(...this.terraform.manifests());
    const counting = this.counting();
    const dependencies = dependencyFacts(counting);
    return {
      collections: {
        manifests: counting.map(manifest => this.manifestFact(manifest)),
        dependencies: dependencies.slice(0, mostDependencies),
        updaters: this.updaters.map(updater => updaterFact(updater, counting)),
      },
      gaps:
        dependencies.length > mostDependencies
          ? [
              {
                collection: 'dependencies',
                reason: `More than ${mostDependencies} dependencies are declared.`,
              },
            ]
          : [],
    };
  }

  /** In the service's folder, outside tests and examples, or in a folder above it. */
  private isRelated(path: string): boolean {
    const { path: folder } = this.scope;
    if (!isWithin(path, folder)) return isWithin(folder, servedFolder(path));
    const inner = folder ? path.slice(folder.length + 1) : path;
    return listKind(inner) === 'production';
  }

  /** Those of the service's folder with dependencies, or else the nearest above it. */
  private counting(): Manifest[] {
    const declaring = this.manifests.filter(
      ({ path, dependencies }) =>
        dependencies.length > 0 && !nameOf(path).startsWith('Directory.'),
    );
    const own = declaring.filter(({ path }) => isWithin(path, this.scope.path));
    if (own.length > 0) return own;
    const deepest = Math.max(
      ...declaring.map(({ path }) => folderOf(path).length),
    );
    return declaring.filter(({ path }) => folderOf(path).length === deepest);
  }

  private manifestFact(manifest: Manifest): FactOf<'manifests'> {
    const { path, ecosystem, dependencies, pinned, floats } = manifest;
    const isPinned = pinned || isPinnedInReactor(manifest, this.manifests);
    const lock =
      lockOf(manifest, this.locks) ?? pinnedBeside(manifest, this.manifests);
    return {
      source: { path: lock ?? path, line: 1 },
      ecosystem,
      dependencies: dependencies.length,
      locked: floats !== true && (lock !== undefined || isPinned),
      lock: lock ?? (isPinned ? path : undefined),
    };
  }
}

/** A compiled list beside a manifest, such as requirements.txt beside pyproject.toml, with all that it declares. */
function pinnedBeside(
  { path, ecosystem, dependencies }: Manifest,
  manifests: readonly Manifest[],
): string | undefined {
  return manifests.find(other => {
    if (other.path === path || other.ecosystem !== ecosystem) return false;
    if (!other.pinned || folderOf(other.path) !== folderOf(path)) return false;
    const names = new Set(other.dependencies.map(({ name }) => name));
    return dependencies.every(
      ({ name, development }) => development || names.has(name),
    );
  })?.path;
}

function updaterFact(
  updater: Updater,
  manifests: readonly Manifest[],
): FactOf<'updaters'> {
  const { tool, path, line, ecosystems } = updater;
  const wanted = [
    ...new Map(
      manifests.map(manifest => [
        `${manifest.ecosystem} ${folderOf(manifest.path)}`,
        manifest,
      ]),
    ).values(),
  ];
  return {
    source: { path, line },
    tool,
    ecosystems: ecosystems
      ? [...new Set(ecosystems.map(({ ecosystem }) => ecosystem))]
      : [...new Set(wanted.map(({ ecosystem }) => ecosystem))],
    covers: wanted.some(manifest =>
      covers(updater, manifest.ecosystem, folderOf(manifest.path)),
    ),
  };
}

/**
 * The manifests that declare the service's dependencies, whether their versions are locked, and the tools that keep
 * them up to date. Where the service's folder has none, those of the folders above count.
 * @public
 */
export function dependencyCollector(): Collector {
  return {
    id: 'dependencies',
    collections: ['manifests', 'dependencies', 'updaters'],
    start: (scope, limits) => new DependencyRun(scope, limits),
  };
}
