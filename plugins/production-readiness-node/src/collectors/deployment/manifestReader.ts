import { FactGap } from '@goldenpath/backstage-plugin-production-readiness-common';
import { environmentOf } from '../../deployment/environments';
import {
  addDeployment,
  emptyDeployment,
  FoundDeployment,
  Origin,
} from '../../deployment/model';
import { resourcesIn } from '../../kubernetes/KubernetesResource';
import { readResources } from '../../kubernetes/readResources';
import {
  isRelevantKind,
  namesInfrastructure,
} from '../../kubernetes/relevantKinds';
import {
  kustomizationFolder,
  ManifestFiles,
  referredFolders,
  resolveKustomization,
} from '../../kustomize/resolveKustomization';
import { baseOf, folderOf } from '../../repository/paths';
import { SourceFile } from '../../repository/SourceFile';
import { Cursor } from '../../repository/yaml/Cursor';
import { DeployContext, DeployReader } from './DeployReader';
import { isTestPath } from './Layout';

const kindLine = /^[ \t-]*["']?kind["']?:[ \t]*["']?(\w+)/gm;

class ManifestReader implements DeployReader, ManifestFiles {
  readonly documents = new Map<string, Cursor[]>();
  readonly kustomizations = new Map<string, Cursor>();
  private readonly gaps: FactGap[] = [];

  constructor(private readonly context: DeployContext) {}

  wants(path: string): boolean {
    const isKustomization = kustomizationFolder(path) !== undefined;
    if (!isKustomization && !/\.ya?ml$/.test(path)) return false;
    if (path.startsWith('.github/workflows/')) return false;
    return !isTestPath(path, this.context.names.scope.path);
  }

  visit(file: SourceFile): void {
    const folder = kustomizationFolder(file.path);
    const wanted =
      folder !== undefined ||
      (/\.ya?ml$/.test(file.path) &&
        !this.context.layout.isTemplate(file.path) &&
        holdsResources(file.text));
    if (!wanted) return;
    const yaml = file.yaml();
    if ('problem' in yaml) {
      this.problem(file.path, yaml.problem, yaml.line);
      return;
    }
    const cursors = yaml.documents.map(({ value, line }) =>
      Cursor.at(value, { path: file.path, line }),
    );
    if (folder !== undefined) {
      if (cursors[0]?.isMapping) this.kustomizations.set(folder, cursors[0]);
    } else {
      this.documents.set(file.path, cursors.filter(isWorthKeeping));
    }
  }

  finish(): Partial<FoundDeployment> {
    const found = emptyDeployment();
    found.gaps.push(...this.gaps);
    const used = new Set<string>();
    const referred = referredFolders(this);
    for (const folder of this.kustomizations.keys()) {
      const kustomization = this.kustomizations.get(folder)!;
      const isComponent = kustomization.get('kind').text() === 'Component';
      const resolved = resolveKustomization(folder, this, this.context.limits);
      resolved.used.forEach(path => used.add(path));
      if (referred.has(folder) || isComponent) continue;
      const origin = this.origin(folder, `kustomize:${folder}`, true);
      const resources = resolved.resources.flatMap(cursor =>
        resourcesIn(cursor, origin),
      );
      addDeployment(found, readResources(resources));
      found.gaps.push(...resolved.gaps);
      if (resources.some(({ kind }) => kind !== 'Namespace')) {
        const { path, line } = kustomization.position;
        found.sources.push({
          tool: 'kustomize',
          source: { path, line },
          origin,
        });
      }
    }
    for (const [path, cursors] of this.documents) {
      if (used.has(path)) continue;
      this.addPlain(found, path, cursors);
    }
    return found;
  }

  private addPlain(
    found: FoundDeployment,
    path: string,
    cursors: Cursor[],
  ): void {
    const origin = this.origin(path, `manifests:${folderOf(path)}`, false);
    const resources = cursors.flatMap(cursor => resourcesIn(cursor, origin));
    const read = readResources(resources);
    addDeployment(found, read);
    const first = read.workloads?.[0];
    if (first) {
      found.sources.push({ tool: 'kubernetes', source: first.source, origin });
    }
  }

  private origin(path: string, family: string, overlay: boolean): Origin {
    const { names } = this.context;
    const seen = names.contains(path)
      ? path.slice(names.scope.path.length)
      : path;
    const environment = environmentOf(seen, names.words);
    return {
      family,
      folder: overlay ? path : folderOf(path),
      variant: overlay ? baseOf(path) || undefined : undefined,
      production: environment === undefined || environment === 'production',
    };
  }

  private problem(path: string, problem: string, line?: number): void {
    for (const collection of ['workloads', 'containers', 'platform']) {
      this.gaps.push({
        collection,
        reason: `${path} ${problem}.`,
        source: { path, ...(line === undefined ? {} : { line }) },
      });
    }
  }
}

/** Whether a text holds resources that say something, or a patch; told without parsing it. */
function holdsResources(text: string): boolean {
  if (text.includes('apiVersion')) {
    for (const [, kind] of text.matchAll(kindLine)) {
      if (isRelevantKind(kind)) return true;
    }
    return namesInfrastructure(text);
  }
  return /^- op:|^- path:/m.test(text) || /^kind:/m.test(text);
}

function isWorthKeeping(cursor: Cursor): boolean {
  const kind = cursor.get('kind').text();
  return (
    cursor.isList ||
    (kind !== undefined && isRelevantKind(kind)) ||
    namesInfrastructure(`${cursor.get('apiVersion').text()}`)
  );
}

/** Plain Kubernetes YAML, and Kustomize over it. */
export function createManifestReader(context: DeployContext): DeployReader {
  return new ManifestReader(context);
}
