import { SourceFile } from '../../repository/SourceFile';
import { Manifest, nameOf } from './Manifest';
import { readCargo, readPipfile, readPyproject } from './tomlManifests';
import { readComposer, readPackageJson } from './jsonManifests';
import { isCatalog, readCatalog } from './gradleCatalog';
import { readGemfile, readGradle, readSetup } from './codeManifests';
import { readGoModule, readRequirements } from './lineManifests';
import { readPom } from './mavenManifest';
import { readProject } from './xmlManifests';

type Reader = (file: SourceFile) => Manifest | undefined;

const byName: Record<string, Reader> = {
  'package.json': readPackageJson,
  'composer.json': readComposer,
  'pyproject.toml': readPyproject,
  Pipfile: readPipfile,
  'setup.py': readSetup,
  'go.mod': readGoModule,
  'pom.xml': readPom,
  'build.gradle': readGradle,
  'build.gradle.kts': readGradle,
  'Cargo.toml': readCargo,
  Gemfile: readGemfile,
  'Directory.Packages.props': readProject,
  'Directory.Build.props': readProject,
  'Directory.Build.targets': readProject,
  'packages.config': readProject,
};

const endings: Array<[string, Reader]> = [
  ['.csproj', readProject],
  ['.fsproj', readProject],
  ['.gemspec', readGemfile],
];

function readerOf(path: string): Reader | undefined {
  const name = nameOf(path);
  if (isRequirements(path)) return readRequirements;
  if (isCatalog(path)) return readCatalog;
  return byName[name] ?? endings.find(([ending]) => name.endsWith(ending))?.[1];
}

/** `requirements.txt`, `requirements/base.txt`; those of tests and tools are left out. */
function isRequirements(path: string): boolean {
  if (!path.endsWith('.txt')) return false;
  const name = nameOf(path);
  if (/dev|test|doc|lint|ci|constraint/.test(name)) return false;
  return name.startsWith('requirements') || path.includes('requirements/');
}

/** Whether the path is that of a manifest. */
export function isManifest(path: string): boolean {
  return readerOf(path) !== undefined;
}

/** What the manifest declares; undefined for a file that is none or cannot be read. Read once per file. */
export function readManifest(file: SourceFile): Manifest | undefined {
  const reader = readerOf(file.path);
  return reader && file.view('manifest', () => attempt(reader, file));
}

function attempt(reader: Reader, file: SourceFile): Manifest | undefined {
  try {
    return reader(file);
  } catch {
    return undefined;
  }
}
