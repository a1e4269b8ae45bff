import { environmentOf } from '../../deployment/environments';
import {
  addDeployment,
  emptyDeployment,
  FoundDeployment,
  FoundWorkload,
  Origin,
} from '../../deployment/model';
import { readAppEngine } from '../../platforms/appEngine';
import {
  EcsService,
  joinEcsService,
  readEcsService,
  readTaskDefinition,
} from '../../platforms/ecs';
import { readMarathonApp } from '../../platforms/marathon';
import { readProcfile } from '../../platforms/procfile';
import { baseOf, folderOf } from '../../repository/paths';
import { SourceFile } from '../../repository/SourceFile';
import { Cursor } from '../../repository/yaml/Cursor';
import { DeployContext, DeployReader } from './DeployReader';
import { isTestPath } from './Layout';

const jsonNames =
  /task.?def|taskdefinition|container.?definitions|\becs\b|ecs[-_]|marathon|service-?definition/i;
const jsonFolders = /(?:^|\/)(?:ecs|\.aws|aws|dcos|marathon)\//i;

class DefinitionReader implements DeployReader {
  private readonly found = emptyDeployment();
  private readonly tasks: Array<{ task: FoundWorkload; key: string }> = [];
  private readonly services: EcsService[] = [];

  constructor(private readonly context: DeployContext) {}

  wants(path: string): boolean {
    if (isTestPath(path, this.context.names.scope.path)) return false;
    const base = baseOf(path);
    if (base === 'Procfile' || /^app(?:[.-]\w+)?\.ya?ml$/.test(base))
      return true;
    if (/\.json$/.test(base)) {
      return jsonNames.test(base) || jsonFolders.test(path);
    }
    return /\.(?:ya?ml|template)$/.test(base);
  }

  visit(file: SourceFile): void {
    const base = baseOf(file.path);
    if (base === 'Procfile') {
      this.add(file.path, 'procfile', origin => ({
        workloads: readProcfile(file, origin),
      }));
    } else if (/\.json$/.test(base)) {
      if (
        /containerDefinitions|ContainerDefinitions|taskDefinition|"docker"|AWS::ECS/.test(
          file.text,
        )
      ) {
        this.visitDocument(file);
      }
    } else if (/^app(?:[.-]\w+)?\.ya?ml$/.test(base)) {
      if (/^runtime:/m.test(file.text)) this.visitAppEngine(file);
    } else if (file.text.includes('AWS::ECS::')) {
      this.visitDocument(file);
    }
  }

  finish(): Partial<FoundDeployment> {
    for (const { task, key } of this.tasks) {
      const service = this.services.find(
        ({ task: name }) => name === task.name || name === key,
      );
      this.found.workloads.push(service ? joinEcsService(task, service) : task);
    }
    return this.found;
  }

  private visitDocument(file: SourceFile): void {
    const yaml = file.yaml();
    if ('problem' in yaml) return;
    for (const { value, line } of yaml.documents) {
      const root = Cursor.at(value, { path: file.path, line });
      this.visitEcs(root);
      this.add(file.path, 'marathon', origin => {
        const apps = root.isList
          ? root.items()
          : [root, ...root.get('apps').items()];
        return {
          workloads: apps.flatMap(app => readMarathonApp(app, origin) ?? []),
        };
      });
    }
  }

  private visitEcs(root: Cursor): void {
    const { path } = root.position;
    const origin = this.origin(path);
    const stem = baseOf(path).split('.')[0];
    const inner = root.get('taskDefinition');
    const take = (task: Cursor, key: string) => {
      const workload = readTaskDefinition(task, origin, key);
      if (!workload) return;
      this.tasks.push({ task: workload, key });
      this.found.sources.push({ tool: 'ecs', source: workload.source, origin });
    };
    take(inner.isMapping ? inner : root, stem);
    if (root.get('serviceName').exists && root.get('taskDefinition').exists) {
      this.addService(root, origin, root.get('serviceName').text() ?? stem);
    }
    for (const [key, resource] of root.get('Resources').entries()) {
      const properties = resource.get('Properties');
      if (resource.get('Type').text() === 'AWS::ECS::TaskDefinition') {
        take(properties, key);
      }
      if (resource.get('Type').text() === 'AWS::ECS::Service') {
        this.addService(properties, origin, key);
      }
      if (
        resource.get('Type').text() ===
        'AWS::ApplicationAutoScaling::ScalableTarget'
      ) {
        this.addScaling(properties, origin, key);
      }
    }
  }

  private addService(service: Cursor, origin: Origin, name: string): void {
    const read = readEcsService(service, origin, name);
    this.services.push(read);
    this.found.platform.push(...read.platform);
  }

  private addScaling(properties: Cursor, origin: Origin, name: string): void {
    const minimum = properties.get('MinCapacity').number();
    const maximum = properties.get('MaxCapacity').number();
    const { path, line } = properties.position;
    this.found.platform.push({
      kind: 'autoscaler',
      resource: 'AWS::ApplicationAutoScaling::ScalableTarget',
      name,
      enabled: (maximum ?? Infinity) > (minimum ?? 0),
      automated: true,
      minReplicas: minimum,
      maxReplicas: maximum,
      facets: ['horizontal'],
      selects: { by: 'everything' },
      source: { path, line },
      origin,
    });
  }

  private visitAppEngine(file: SourceFile): void {
    const yaml = file.yaml();
    if ('problem' in yaml) return;
    for (const { value, line } of yaml.documents) {
      const root = Cursor.at(value, { path: file.path, line });
      this.add(file.path, 'app-engine', origin => {
        const read = readAppEngine(root, origin);
        return read
          ? { workloads: [read.workload], platform: read.platform }
          : {};
      });
    }
  }

  private add(
    path: string,
    tool: string,
    read: (origin: Origin) => Partial<FoundDeployment>,
  ): void {
    const origin = this.origin(path);
    const more = read(origin);
    addDeployment(this.found, more);
    const first = more.workloads?.[0];
    if (first) this.found.sources.push({ tool, source: first.source, origin });
  }

  private origin(path: string): Origin {
    const { names } = this.context;
    const seen = names.contains(path)
      ? path.slice(names.scope.path.length)
      : path;
    const environment = environmentOf(seen, names.words);
    return {
      family: `definitions:${folderOf(path)}`,
      folder: folderOf(path),
      production: environment === undefined || environment === 'production',
    };
  }
}

/** ECS task and service definitions, Marathon, App Engine and Procfiles. */
export function createDefinitionReader(context: DeployContext): DeployReader {
  return new DefinitionReader(context);
}
