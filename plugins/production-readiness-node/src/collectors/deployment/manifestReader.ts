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
import {
  filledYaml,
  isFilledIn,
} from '../../repository/yaml/template/filledYaml';
import { DeployFills } from './DeployFills';
import { DeployContext, DeployReader } from './DeployReader';
import { isTestPath } from './Layout';
import { mayHoldManifests } from './manifestPaths';

/** Resources that deploy nothing by themselves. */
const bare = new Set(['Namespace', 'ConfigMap', 'Secret']);
/** Files that secrets and settings are generated of. */
const mayBeGenerated =
  /(?:^|[/.])(?:env|properties|txt|json|key|pem|crt|cfg|conf|ini)$|secret|password/i;
const mostValueBytes = 50_000;
const kindLine = /^[ \t-]*["']?kind["']?:[ \t]*["']?(\w+)/gm;

class ManifestReader implements DeployReader, ManifestFiles {
  readonly documents = new Map<string, Cursor[]>();
  readonly kustomizations = new Map<string, Cursor>();
  readonly values = new Map<string, Cursor[]>();
  private readonly paths = new Set<string>();
  private readonly kustomized = new Set<string>();
  private environments: DeployFills['environments'] = new Map();
  private readonly gaps: FactGap[] = [];

  constructor(private readonly context: DeployContext) {}

  wants(path: string): boolean {
    const folder = kustomizationFolder(path);
    if (folder !== undefined) this.kustomized.add(folder);
    if (mayBeGenerated.test(path)) this.paths.add(path);
    const isKustomization = folder !== undefined;
    if (!isKustomization && !mayHoldManifests(path)) return false;
    if (path.startsWith('.github/workflows/')) return false;
    return !isTestPath(path, this.context.names.scope.path);
  }

  visit(file: SourceFile): void {
    const folder = kustomizationFolder(file.path);
    const wanted =
      folder !== undefined ||
      (mayHoldManifests(file.path) &&
        !this.context.layout.isTemplate(file.path) &&
        holdsResources(file.text) &&
        !this.isOfProgram(file));
    if (!wanted) {
      this.visitValues(file);
      return;
    }
    const yaml = filledYaml(file, this.context.limits);
    if ('problem' in yaml) {
      this.problem(file.path, yaml.problem, yaml.line);
      return;
    }
    const cursors = yaml.documents;
    if (folder !== undefined) {
      if (cursors[0]?.isMapping) this.kustomizations.set(folder, cursors[0]);
    } else {
      this.documents.set(file.path, cursors.filter(isWorthKeeping));
    }
  }

  has(path: string): boolean {
    return this.paths.has(path);
  }

  renderChart(
    folder: string,
    release: string,
    values: readonly Cursor[],
  ): Cursor[] | undefined {
    return this.context.shelf.render(folder, release, values);
  }

  finish({ environments }: DeployFills): Partial<FoundDeployment> {
    this.environments = environments;
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
      if (resources.some(({ kind }) => !bare.has(kind))) {
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

  /** A template among a program's sources is what it makes for others, and not how it is deployed itself. */
  private isOfProgram(file: SourceFile): boolean {
    const { layout, names } = this.context;
    return isFilledIn(file) && layout.isOfProgram(file.path, names.scope.path);
  }

  /** What stands beside a kustomization can be values that it gives to a chart. */
  private visitValues(file: SourceFile): void {
    const isBeside = this.kustomized.has(folderOf(file.path));
    if (!isBeside || file.size > mostValueBytes) return;
    const yaml = file.yaml();
    if ('problem' in yaml) return;
    this.values.set(
      file.path,
      yaml.documents.map(({ value, line }) =>
        Cursor.at(value, { path: file.path, line }),
      ),
    );
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
    const environment =
      this.environments.get(path) ??
      this.environments.get(folderOf(path)) ??
      environmentOf(seen, names.words);
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
      if (isRelevantKind(kind) || isSource(kind, text)) return true;
    }
    return namesInfrastructure(text);
  }
  return /^- op:|^- path:/m.test(text) || /^kind:/m.test(text);
}

/** Kustomize can take over what a small ConfigMap says. */
function isSource(kind: string, text: string): boolean {
  return kind === 'ConfigMap' && text.length <= mostValueBytes;
}

function isWorthKeeping(cursor: Cursor): boolean {
  const kind = cursor.get('kind').text();
  return (
    cursor.isList ||
    (kind !== undefined && (isRelevantKind(kind) || kind === 'ConfigMap')) ||
    namesInfrastructure(`${cursor.get('apiVersion').text()}`)
  );
}

/** Plain Kubernetes YAML, and Kustomize over it. */
export function createManifestReader(context: DeployContext): DeployReader {
  return new ManifestReader(context);
}
