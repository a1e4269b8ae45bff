import { FactGap } from '@goldenpath/backstage-plugin-production-readiness-common';
import { interpolate, readEnvironment } from '../../compose/interpolate';
import { readComposeService } from '../../compose/readService';
import { environmentOf } from '../../deployment/environments';
import {
  addDeployment,
  emptyDeployment,
  FoundDeployment,
  Origin,
} from '../../deployment/model';
import { mergeCompose } from '../../compose/mergeCompose';
import { baseOf, folderOf, resolvePath } from '../../repository/paths';
import { SourceFile } from '../../repository/SourceFile';
import { Cursor } from '../../repository/yaml/Cursor';
import { DeployFills } from './DeployFills';
import { DeployContext, DeployReader } from './DeployReader';
import { isTestPath } from './Layout';

const composeName = /^(?:docker-)?(?:compose|stack)([.-][\w.-]*)?\.ya?ml$/;
const explicitName = /prod|deploy|release|swarm|stack|live/i;

interface ComposeFile {
  path: string;
  /** `prod` of docker-compose.prod.yml; '' for the file that compose reads by itself. */
  variant: string;
  root: Cursor;
}

class ComposeReader implements DeployReader {
  private readonly files = new Map<string, ComposeFile[]>();
  private readonly environments = new Map<string, Map<string, string>>();
  private readonly gaps: FactGap[] = [];

  constructor(private readonly context: DeployContext) {}

  wants(path: string): boolean {
    const base = baseOf(path);
    if (base !== '.env' && !composeName.test(base)) return false;
    return !isTestPath(path, this.context.names.scope.path);
  }

  visit(file: SourceFile): void {
    const folder = folderOf(file.path);
    if (baseOf(file.path) === '.env') {
      this.environments.set(folder, readEnvironment(file.lines));
      return;
    }
    const match = composeName.exec(baseOf(file.path));
    if (!match) return;
    const yaml = file.yaml();
    if ('problem' in yaml) {
      for (const collection of ['workloads', 'containers']) {
        this.gaps.push({
          collection,
          reason: `${file.path} ${yaml.problem}.`,
          source: { path: file.path, line: yaml.line },
        });
      }
      return;
    }
    const [document] = yaml.documents;
    if (!document) return;
    const root = Cursor.at(document.value, {
      path: file.path,
      line: document.line,
    });
    if (!root.get('services').isMapping && !root.get('include').exists) return;
    const variant = (match[1] ?? '').replace(/^[.-]/, '');
    const known = this.files.get(folder) ?? [];
    known.push({ path: file.path, variant, root });
    this.files.set(folder, known);
  }

  finish(fills: DeployFills): Partial<FoundDeployment> {
    const found = emptyDeployment();
    found.gaps.push(...this.gaps);
    for (const [folder, files] of this.files) {
      this.addProject(found, folder, files, fills);
    }
    return found;
  }

  private addProject(
    found: FoundDeployment,
    folder: string,
    files: ComposeFile[],
    fills: DeployFills,
  ): void {
    const base = files.find(({ variant }) => variant === '');
    const hasExplicit = files.some(({ variant }) => explicitName.test(variant));
    for (const file of files) {
      const root =
        base && file !== base && isOverlay(file.root, base.root)
          ? Cursor.at(
              mergeCompose(base.root.value, file.root.value),
              file.root.position,
            )
          : file.root;
      const explicit = explicitName.test(file.variant);
      const origin = this.origin(folder, file, explicit, hasExplicit, !base);
      addDeployment(found, this.readServices(root, folder, origin, fills));
      const { path, line } = file.root.position;
      found.sources.push({ tool: 'compose', source: { path, line }, origin });
    }
  }

  private origin(
    folder: string,
    { variant }: ComposeFile,
    explicit: boolean,
    hasExplicit: boolean,
    hasNoBase: boolean,
  ): Origin {
    const { names } = this.context;
    const seen = names.contains(folder)
      ? folder.slice(names.scope.path.length)
      : folder;
    const where = environmentOf(seen, names.words);
    const mayServe = where !== 'local' && environmentOf(variant) !== 'local';
    return {
      family: `compose:${folder}`,
      folder,
      variant: variant === '' ? undefined : variant,
      production:
        explicit || (mayServe && !hasExplicit && (variant === '' || hasNoBase)),
      explicit,
    };
  }

  private readServices(
    root: Cursor,
    folder: string,
    origin: Origin,
    fills: DeployFills,
  ): Partial<FoundDeployment> {
    const services = this.servicesOf(root, folder, 0);
    const oneOff = new Set(
      services.flatMap(([, service]) =>
        service
          .get('depends_on')
          .entries()
          .filter(
            ([, dependency]) =>
              dependency.get('condition').text() ===
              'service_completed_successfully',
          )
          .map(([name]) => name),
      ),
    );
    const read = services.map(([name, service]) =>
      readComposeService(name, service, {
        origin,
        folder,
        oneOff,
        variables: this.environments.get(folder) ?? new Map(),
        hasHealthcheck: path => fills.healthchecks.has(path),
      }),
    );
    return {
      workloads: read.map(({ workload }) => workload),
      platform: read.flatMap(({ platform }) => platform),
    };
  }

  /** The services of a file, with those of files that it includes or extends. */
  private servicesOf(
    root: Cursor,
    folder: string,
    depth: number,
  ): Array<[string, Cursor]> {
    if (depth > 10) return [];
    const included = root
      .get('include')
      .items()
      .flatMap(entry => [...entry.texts(), ...entry.get('path').texts()])
      .flatMap(written => this.find(folder, written) ?? [])
      .flatMap(file =>
        this.servicesOf(file.root, folderOf(file.path), depth + 1),
      );
    return [
      ...included,
      ...root
        .get('services')
        .entries()
        .map(([name, service]): [string, Cursor] => [
          name,
          this.extended(service, root, folder, depth),
        ]),
    ];
  }

  private extended(
    service: Cursor,
    root: Cursor,
    folder: string,
    depth: number,
  ): Cursor {
    const extending = service.get('extends');
    const name = extending.text() ?? extending.get('service').text();
    if (name === undefined || depth > 10) return service;
    const written = extending.get('file').text();
    const file = written === undefined ? undefined : this.find(folder, written);
    const origin = file?.root ?? root;
    const base = origin.get('services', name);
    if (!base.isMapping || base.value === service.value) return service;
    const resolved = this.extended(base, origin, folder, depth + 1);
    return Cursor.at(
      mergeCompose(resolved.value, service.value),
      service.position,
    );
  }

  private find(folder: string, written: string): ComposeFile | undefined {
    const path = resolvePath(folder, interpolate(written, new Map()));
    return [...this.files.values()].flat().find(file => file.path === path);
  }
}

/** Whether a file is laid over another rather than used alone: it leaves out what starts a service there. */
function isOverlay(file: Cursor, base: Cursor): boolean {
  const services = file.get('services').entries();
  return services.some(
    ([name, service]) =>
      base.get('services', name).exists ||
      (!service.get('image').exists &&
        !service.get('build').exists &&
        !service.get('extends').exists),
  );
}

/** Docker Compose and Swarm. */
export function createComposeReader(context: DeployContext): DeployReader {
  return new ComposeReader(context);
}
