import { ScopeNames } from '../deployment/ScopeNames';
import { readBuild } from '../compose/readService';
import { baseOf, folderOf, isInside, resolvePath } from '../repository/paths';
import { SourceFile } from '../repository/SourceFile';
import { Cursor } from '../repository/yaml/Cursor';

const composeFile = /^(?:docker-)?compose(?:[.-][\w.-]*)?\.ya?ml$/;
const buildFile = /^(?:pom\.xml|build\.gradle(?:\.kts)?)$/;

/** An element or property of Maven that says where a Dockerfile is, or the folder that it stands in. */
const element =
  /<([\w.-]{0,60}docker[\w.-]{0,60})>\s{0,20}([^<>\s]{1,300})\s{0,20}<\//gi;
const places = /file|dir|folder|context|path/i;
const quoted = /["']([^"'\s]{1,300})["']/g;

/** Where the build stands: the module's folder, or the folders above it. */
const here =
  /^(?:\$\{(?:project\.)?basedir\}|\$\{?(?:project\.)?projectDir\}?)\//;
const higher =
  /^(?:\$\{(?:project\.parent\.basedir|maven\.multiModuleProjectDirectory|session\.executionRootDirectory)\}|\$\{?(?:project\.)?rootDir\}?)\//;

/** The Dockerfiles outside of a service's folder that its build, or a compose file, builds its image from. */
export class StatedDockerfiles {
  private readonly stated = new Set<string>();

  constructor(private readonly names: ScopeNames) {}

  /** Whether a file can state one: a compose file, or a build file of the service or of a folder above it. */
  wants(path: string): boolean {
    if (this.names.isWhole) return false;
    return composeFile.test(baseOf(path)) || this.isAbove(path);
  }

  /** Whether a file builds the service, or all that stands below it, the service among it. */
  isAbove(path: string): boolean {
    return (
      buildFile.test(baseOf(path)) &&
      isInside(this.names.scope.path, folderOf(path))
    );
  }

  visit(file: SourceFile): void {
    if (composeFile.test(baseOf(file.path))) this.visitCompose(file);
    else this.visitBuild(file);
  }

  /** Those of the Dockerfiles that are stated, by their path or their folder. */
  among(dockerfiles: readonly string[]): string[] {
    return dockerfiles.filter(
      path =>
        this.stated.has(path) ||
        (baseOf(path) === 'Dockerfile' && this.stated.has(folderOf(path))),
    );
  }

  private visitCompose(file: SourceFile): void {
    const yaml = file.yaml();
    if ('problem' in yaml) return;
    for (const { value, line } of yaml.documents) {
      const services = Cursor.at(value, { path: file.path, line }).get(
        'services',
      );
      for (const [name, service] of services.entries()) {
        const build = readBuild(service, folderOf(file.path));
        if (build && this.names.isSame(name)) this.stated.add(build.dockerfile);
      }
    }
  }

  private visitBuild({ path, text, lines }: SourceFile): void {
    if (!/docker/i.test(text)) return;
    if (path.endsWith('.xml')) {
      const live = text.replace(/<!--[^]*?(?:-->|$)/g, '');
      for (const [, name, value] of live.matchAll(element)) {
        if (places.test(name)) this.add(value);
      }
      return;
    }
    for (const line of lines) {
      const live = line.slice(0, 1_000).replace(/^\s*\/\/.*/, '');
      if (!/docker_?file/i.test(live)) continue;
      for (const [, value] of live.matchAll(quoted)) this.add(value);
    }
  }

  /** A path as the module would resolve it, whichever of the files above states it. */
  private add(written: string): void {
    const { path } = this.names.scope;
    const folders = higher.test(written) ? ['', folderOf(path)] : [path];
    const rest = written.replace(higher, '').replace(here, '');
    if (rest.includes('$')) return;
    for (const folder of folders) {
      const found = resolvePath(folder, rest);
      // The root, and what is above the service, hold too much to say anything.
      if (found && !isInside(path, found)) this.stated.add(found);
    }
  }
}
