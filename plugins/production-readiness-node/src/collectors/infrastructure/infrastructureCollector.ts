import {
  FactGap,
  FactOf,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { ScopeNames } from '../../deployment/ScopeNames';
import { Siblings } from '../../deployment/Siblings';
import {
  isAzureTemplate,
  readAzureTemplate,
  runsService,
} from '../../infrastructure/azureTemplate';
import {
  BackendSettings,
  completedBackend,
  isBackendSettings,
  readBackendSettings,
} from '../../infrastructure/backendSettings';
import { readCloudFormation } from '../../infrastructure/cloudFormation';
import { readBicep, readConstructs } from '../../infrastructure/constructs';
import { TerraformModules } from '../../infrastructure/modules/TerraformModules';
import {
  TerraformSource,
  terraformSource,
} from '../../infrastructure/modules/TerraformSource';
import { keyVaultReferences } from '../../infrastructure/keyVaultReferences';
import { isPersistent } from '../../infrastructure/resourceKinds';
import { TerraformFile } from '../../infrastructure/terraform';
import { Limits } from '../../repository/limits';
import { baseOf, folderOf, isInside } from '../../repository/paths';
import { SourceFile } from '../../repository/SourceFile';
import { Cursor } from '../../repository/yaml/Cursor';
import { Collector, CollectorRun, ServiceScope } from '../Collector';
import { isTestPath } from '../deployment/Layout';
import { labelledAlerts } from './labelledAlerts';
import { readTerraformFiles } from './readTerraformFiles';

type Infrastructure = FactOf<'infrastructure'>;
type Observability = FactOf<'observability'>;

const owned = new Set(['database', 'bucket', 'queue', 'cache', 'cluster']);
const programFolders =
  /(?:^|\/)(?:lib|bin|infra|infrastructure|cdk|stacks|pulumi|iac|deploy)\//;

class InfrastructureRun implements CollectorRun {
  private readonly names: ScopeNames;
  private readonly siblings: Siblings;
  private readonly modules: TerraformModules;
  private readonly terragrunt: TerraformSource[] = [];
  private readonly infrastructure: Infrastructure[] = [];
  private readonly observability: Observability[] = [];
  private readonly programs = new Map<string, 'cdk' | 'pulumi'>();
  private readonly backends: BackendSettings[] = [];
  private readonly gaps: FactGap[] = [];

  constructor(scope: ServiceScope, private readonly limits: Limits) {
    this.names = ScopeNames.of(scope);
    this.siblings = Siblings.of(scope);
    this.modules = new TerraformModules(limits);
  }

  wants({ path }: { path: string }): boolean {
    this.siblings.note(path);
    const base = baseOf(path);
    if (/\.tfstate(?:\.backup)?$/.test(base)) this.addStateFile(path);
    if (base === 'cdk.json') this.programs.set(folderOf(path), 'cdk');
    if (/^Pulumi\.ya?ml$/.test(base))
      this.programs.set(folderOf(path), 'pulumi');
    if (isTestPath(path, this.names.scope.path)) return false;
    if (isBackendSettings(path) || TerraformModules.wants(path)) return true;
    if (base.endsWith('.bicep') || base === 'terragrunt.hcl') return true;
    if (/\.(?:ts|py)$/.test(base)) {
      return (
        !base.endsWith('.d.ts') &&
        (programFolders.test(path) || /^(?:index\.ts|__main__\.py)$/.test(base))
      );
    }
    return (
      /\.(?:ya?ml|template)$/.test(base) ||
      /(?:template|stack|cloudformation|azuredeploy)[^/]*\.json$/i.test(base) ||
      /(?:^|\/)(?:arm|azure|infra(?:structure)?)\/[^/]+\.json$/i.test(path)
    );
  }

  visit(file: SourceFile): void {
    const { path, text } = file;
    this.infrastructure.push(...keyVaultReferences(file));
    if (isBackendSettings(path)) {
      this.backends.push(readBackendSettings(file));
    } else if (TerraformModules.wants(path)) {
      this.modules.visit(file);
    } else if (path.endsWith('.hcl')) {
      this.terragrunt.push(terraformSource(file, this.limits));
    } else if (path.endsWith('.bicep')) {
      this.infrastructure.push(...readBicep(file));
    } else if (/\.(?:ts|py)$/.test(path)) {
      const tool = this.programOf(path);
      if (tool) this.infrastructure.push(...readConstructs(tool, file));
    } else if (isAzureTemplate(file)) {
      for (const document of documentsOf(file))
        this.infrastructure.push(...readAzureTemplate(document));
    } else if (/\bAWS::\w/.test(text) && text.includes('Resources')) {
      this.visitCloudFormation(file);
    }
  }

  miss(path: string): void {
    this.modules.miss(path);
  }

  async finish() {
    const { files, own, gaps } = await readTerraformFiles(
      this.modules,
      this.terragrunt,
      {
        isOwnRoot: folder =>
          this.names.holdsFolder(folder) && !this.siblings.isOthers(folder),
        concerns: ({ path, text }) => this.mayConcern(path, text),
      },
    );
    this.gaps.push(...gaps);
    const all = [
      ...this.infrastructure,
      ...files.flatMap(({ resources }) => resources),
      ...states(files).map(state => completedBackend(state, this.backends)),
    ];
    const infrastructure = all.filter(item => this.isOwn(item, own));
    const labelled = await labelledAlerts(this.modules, this.names);
    const alerts = [
      ...this.observability,
      ...files.flatMap(({ observability }) => observability),
    ];
    return {
      collections: {
        infrastructure,
        observability: [
          ...alerts.filter(item => this.isOwn(item, own)),
          ...labelled.filter(({ source: { path = '' } }) => !own.has(path)),
        ],
        traits: infrastructure.flatMap(traitsOf),
        files: infrastructure.filter(runsService).map(({ tool, source }) => ({
          kind: 'deploy-source' as const,
          tool,
          source,
        })),
      },
      gaps: this.gaps,
    };
  }

  private visitCloudFormation(file: SourceFile): void {
    for (const document of documentsOf(file)) {
      const read = readCloudFormation(document);
      this.infrastructure.push(...read.infrastructure);
      this.observability.push(...read.observability);
    }
  }

  private addStateFile(path: string): void {
    this.infrastructure.push({
      source: { path },
      tool: 'terraform',
      kind: 'state-file',
      resource: 'state-file',
      name: baseOf(path),
      remote: false,
      locked: false,
      facets: [],
    });
  }

  private programOf(path: string): 'cdk' | 'pulumi' | undefined {
    const folder = [...this.programs.keys()]
      .filter(candidate => isInside(path, candidate))
      .sort((a, b) => b.length - a.length)[0];
    return folder === undefined ? undefined : this.programs.get(folder);
  }

  /** Whether a file can hold anything of the service; told before the cost of converting it. */
  private mayConcern(path: string, text: string): boolean {
    if (this.names.contains(path)) return true;
    if (this.siblings.isOthers(path)) return false;
    return `${path} ${text}`
      .split(/[^\w-]+/)
      .some(word => this.names.isSame(word));
  }

  /**
   * In a repository of several services, what lies in the service's folder, is run for it, or goes by its name. A name
   * that most repositories have something by must stand in the path.
   */
  private isOwn(
    { source: { path = '' }, name }: Infrastructure | Observability,
    own: ReadonlySet<string>,
  ): boolean {
    if (this.names.contains(path) || own.has(path)) return true;
    if (this.siblings.isOthers(path)) return false;
    const folders = path.replace(/\.\w+$/, '').split('/');
    const words = `${path}/${name}`.split(/[/_.\s]+/);
    return (
      folders.some(folder => this.names.isSame(folder)) ||
      words.some(word => this.names.isTelling(word))
    );
  }
}

function documentsOf(file: SourceFile): Cursor[] {
  const yaml = file.yaml();
  if ('problem' in yaml) return [];
  return yaml.documents.map(({ value, line }) =>
    Cursor.at(value, { path: file.path, line }),
  );
}

/** What the service is by what it defines. */
function traitsOf({
  source,
  kind,
  resource,
  name,
}: Infrastructure): Array<FactOf<'traits'>> {
  const reason = `It defines ${resource} ${name}.`;
  const traits: Array<FactOf<'traits'>> = [];
  if (owned.has(kind))
    traits.push({ source, trait: 'owns-infrastructure', reason });
  if (isPersistent(resource) || (resource === 'module' && kind === 'database'))
    traits.push({ source, trait: 'persistent-data', reason });
  return traits;
}

/** Where each folder's state is kept; a folder that Terraform is run in and that says nothing keeps it locally. */
function states(files: TerraformFile[]): Infrastructure[] {
  const folders = new Map<string, TerraformFile[]>();
  for (const file of files) {
    const folder = folderOf(file.path);
    folders.set(folder, [...(folders.get(folder) ?? []), file]);
  }
  return [...folders.values()].flatMap((group): Infrastructure[] => {
    const stated = group.flatMap(({ backend }) => backend ?? []);
    if (stated.length > 0) return stated;
    const root = group.find(({ isRoot }) => isRoot);
    const hasResources = group.some(({ resources }) => resources.length > 0);
    if (!root || !hasResources) return [];
    return [
      {
        source: { path: root.path, line: 1 },
        tool: 'terraform',
        kind: 'state-backend',
        resource: 'local',
        name: 'local',
        remote: false,
        locked: false,
        facets: ['default'],
      },
    ];
  });
}

/** Infrastructure as code: what is defined, and where its state is kept. */
export const infrastructureCollector: Collector = {
  id: 'infrastructure',
  collections: ['infrastructure', 'traits', 'observability', 'files'],
  start: (scope, limits) => new InfrastructureRun(scope, limits),
};
