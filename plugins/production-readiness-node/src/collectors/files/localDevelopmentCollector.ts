import { FactOf } from '@goldenpath/backstage-plugin-production-readiness-common';
import { imageName } from '../../deployment/imageName';
import { isBackingImage, isToolImage } from '../../deployment/offTheShelf';
import { ScopeNames } from '../../deployment/ScopeNames';
import { isSharedFolder } from '../../deployment/Siblings';
import { SourceFile } from '../../repository/SourceFile';
import {
  CollectedFacts,
  Collector,
  CollectorRun,
  ServiceScope,
} from '../Collector';
import { folderOf, isWithin, nameOf } from '../dependencies/Manifest';
import { namesWord, Units } from '../Units';

type FileFact = FactOf<'files'>;

/** Files that start a service or what it depends on for local work. */
const tools: ReadonlyArray<{ tool: string; fits(path: string): boolean }> = [
  {
    tool: 'Docker Compose',
    fits: path =>
      /^(docker-)?compose([._-][\w.-]+)?\.ya?ml$/.test(nameOf(path)),
  },
  { tool: 'Tilt', fits: path => nameOf(path) === 'Tiltfile' },
  {
    tool: 'Skaffold',
    fits: path => /^skaffold(\.[\w-]+)?\.ya?ml$/.test(nameOf(path)),
  },
  {
    tool: 'Dev Container',
    fits: path =>
      path.endsWith('.devcontainer/devcontainer.json') ||
      nameOf(path) === '.devcontainer.json' ||
      /\.devcontainer\/[^/]+\/devcontainer\.json$/.test(path),
  },
  { tool: '.NET Aspire', fits: path => path.endsWith('AppHost.csproj') },
  { tool: 'Garden', fits: path => nameOf(path) === 'garden.yml' },
  { tool: 'DevSpace', fits: path => nameOf(path) === 'devspace.yaml' },
  { tool: 'Okteto', fits: path => /^okteto\.ya?ml$/.test(nameOf(path)) },
  { tool: 'Gitpod', fits: path => nameOf(path) === '.gitpod.yml' },
  { tool: 'devenv', fits: path => nameOf(path) === 'devenv.nix' },
  { tool: 'Vagrant', fits: path => nameOf(path) === 'Vagrantfile' },
  { tool: 'Procfile.dev', fits: path => nameOf(path) === 'Procfile.dev' },
  {
    tool: 'Hokusai',
    fits: path => /(^|\/)hokusai\/development\.yml$/.test(path),
  },
  {
    tool: 'process-compose',
    fits: path => /^process-compose\.ya?ml$/.test(nameOf(path)),
  },
];

class LocalDevelopmentRun implements CollectorRun {
  private readonly units: Units;
  private readonly facts: FileFact[] = [];

  constructor(private readonly scope: ServiceScope) {
    this.units = new Units(scope.path);
  }

  wants({ path }: { path: string }): boolean {
    this.units.see(path);
    return (
      tools.some(({ fits }) => fits(path)) &&
      !/(^|\/)(test|tests|e2e|examples?|samples?|node_modules)\//.test(path)
    );
  }

  visit(file: SourceFile): void {
    const { path, text } = file;
    const tool = tools.find(({ fits }) => fits(path))?.tool;
    if (!tool) return;
    const isCompose = tool === 'Docker Compose';
    const isForAll =
      isCompose && !this.units.isForeign(path) && startsOnlyOthers(file);
    const isOwn = isForAll || this.isRelated(path, text);
    if (!isOwn && !(isCompose && this.startsService(file))) return;
    if (isCompose && !startsSomething(file)) return;
    // Compose that it fills in before it starts it.
    if (tool === 'Hokusai' && !/^services:/m.test(text)) return;
    this.facts.push({
      source: { path, line: 1 },
      kind: 'local-development',
      tool,
    });
  }

  finish(): CollectedFacts {
    return { collections: { files: this.facts }, gaps: [] };
  }

  /** Whether a compose file of a folder that services share starts one that is called as this. */
  private startsService(file: SourceFile): boolean {
    const folder = folderOf(file.path);
    const isShared = folder.split('/').every(isSharedFolder);
    if (!isShared || this.units.isForeign(file.path)) return false;
    const names = ScopeNames.of(this.scope);
    return servicesIn(file).some(([name, service]) => {
      const build = isObject(service) ? service.build : undefined;
      return build === undefined && names.isSame(name);
    });
  }

  private isRelated(path: string, text: string): boolean {
    const { path: folder, name } = this.scope;
    if (isWithin(path, folder)) return true;
    if (path.endsWith('.csproj')) return text.includes(nameOf(folder));
    if (path.startsWith('.devcontainer')) return true;
    if (this.units.isForeign(path)) return false;
    const isAbove = isWithin(folder, folderOf(path));
    const start = folderOf(path);
    const relative = start ? folder.slice(start.length + 1) : folder;
    return (
      namesWord(text, name) ||
      (isAbove && relative !== '' && text.includes(relative))
    );
  }
}

/** A compose file names services; one only for production is no help at a desk. */
function startsSomething(file: SourceFile): boolean {
  if (/prod|staging|swarm|deploy/i.test(nameOf(file.path))) return false;
  const yaml = file.yaml();
  if ('problem' in yaml) return false;
  return yaml.documents.some(({ value }) => {
    const services = isObject(value) ? value.services : undefined;
    return isObject(services) && Object.keys(services).length > 0;
  });
}

const standIn = /emulator|mock|stub|fake|local/i;

/** A compose file that starts nothing but databases, emulators and tools does so for all services. */
function startsOnlyOthers(file: SourceFile): boolean {
  return servicesIn(file).every(([, service]) => {
    const image = isObject(service) ? service.image : undefined;
    if (typeof image !== 'string' || (isObject(service) && service.build)) {
      return false;
    }
    const { base } = imageName(image);
    return isBackingImage(image) || isToolImage(image) || standIn.test(base);
  });
}

function servicesIn(file: SourceFile): Array<[string, unknown]> {
  const yaml = file.yaml();
  const root = 'problem' in yaml ? undefined : yaml.documents[0]?.value;
  const services = isObject(root) ? root.services : undefined;
  return isObject(services) ? Object.entries(services) : [];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/**
 * Tools with which a developer starts the service or its dependencies. In a monorepo, one for the whole repository
 * counts when it speaks of the service.
 * @public
 */
export function localDevelopmentCollector(): Collector {
  return {
    id: 'local-development',
    collections: ['files'],
    start: scope => new LocalDevelopmentRun(scope),
  };
}
