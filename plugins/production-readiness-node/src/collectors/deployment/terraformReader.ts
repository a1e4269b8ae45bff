import { bareLabel } from '../../deployment/bareLabel';
import { environmentOf } from '../../deployment/environments';
import {
  addDeployment,
  emptyDeployment,
  FoundDeployment,
  Origin,
} from '../../deployment/model';
import {
  TerraformInstance,
  withModules,
} from '../../infrastructure/modules/TerraformInstance';
import {
  mostInstances,
  TerraformModules,
  TerraformRun,
} from '../../infrastructure/modules/TerraformModules';
import { blocksOf, lineOf } from '../../infrastructure/terraformBlocks';
import { readDefinitions } from '../../platforms/readDefinitions';
import {
  DefinedWorkloads,
  TerraformBlock,
} from '../../platforms/TerraformBlock';
import { readModuleCalls } from '../../platforms/terraformModuleCalls';
import { readTerraformEcs } from '../../platforms/terraformEcs';
import { readTerraformFunctions } from '../../platforms/terraformFunctions';
import { readTerraformService } from '../../platforms/terraformServices';
import { baseOf } from '../../repository/paths';
import { SourceFile } from '../../repository/SourceFile';
import { isMapping } from '../../repository/yaml/Located';
import { DeployFills } from './DeployFills';
import { DeployContext, DeployReader } from './DeployReader';
import { isTestPath } from './Layout';
import { remoteModuleGaps } from './remoteModules';

const ecs = /^aws_(?:ecs_task_definition|ecs_service|appautoscaling_target)$/;
const functions = /^aws_lambda_(?:function|alias)$/;
const services =
  /^(?:google_cloud_run_(?:service|v2_service|v2_job)|azurerm_container_app)$/;
const told =
  /"(?:aws_ecs_task_definition|aws_ecs_service|aws_appautoscaling_target|aws_lambda_function|google_cloud_run_service|google_cloud_run_v2_service|google_cloud_run_v2_job|azurerm_container_app)"/;

/** An argument of a module that says what it is to run. */
const givesImage = /^[ \t]+(?:[a-z]+_)*image(?:_[a-z]+)?[ \t]*=/m;

class TerraformReader implements DeployReader {
  private readonly modules: TerraformModules;

  constructor(private readonly context: DeployContext) {
    this.modules = new TerraformModules(context.limits);
  }

  wants(path: string): boolean {
    return (
      TerraformModules.wants(path) &&
      !isTestPath(path, this.context.names.scope.path)
    );
  }

  visit(file: SourceFile): void {
    if (this.wants(file.path)) this.modules.visit(file);
  }

  miss(path: string): void {
    this.modules.miss(path);
  }

  async finish({ variables }: DeployFills): Promise<Partial<FoundDeployment>> {
    const found = emptyDeployment();
    const { modules } = this;
    const telling = modules.foldersWhere(
      ({ text }) => told.test(text) || givesImage.test(text),
    );
    const runs = await modules.runsOf(telling, variables);
    const hasProduction = runs.some(run => isProduction(run, this.context));
    for (const run of runs) {
      await this.addRun(found, run, hasProduction);
    }
    for (const { path, problem } of modules.problems) {
      this.problem(found, path, problem);
    }
    if (modules.isExhausted) {
      const { path } = modules.all.find(({ text }) => told.test(text))!;
      this.problem(
        found,
        path,
        `is reached by more than ${mostInstances} calls of modules`,
      );
    }
    found.gaps.push(...remoteModuleGaps(modules, this.context.names));
    return found;
  }

  private async addRun(
    found: FoundDeployment,
    run: TerraformRun,
    hasProduction: boolean,
  ): Promise<void> {
    const blocks: TerraformBlock[] = [];
    for (const instance of withModules(run.root)) {
      const origin = (label: string, path: string) =>
        this.origin(run, instance, label, path, hasProduction);
      blocks.push(...(await this.blocksOf(instance, origin)));
      const { folder } = instance.folder;
      const { gaps, ...defined } = readModuleCalls(
        instance,
        source => this.modules.isElsewhere(folder, source),
        origin,
      );
      found.gaps.push(...gaps);
      this.addDefined(found, defined);
    }
    this.addDefined(found, readTerraformEcs(blocks));
    this.addDefined(found, readTerraformFunctions(blocks));
    for (const block of blocks.filter(({ type }) => services.test(type))) {
      this.addDefined(found, readTerraformService(block));
    }
  }

  private async blocksOf(
    { folder, values, prefix }: TerraformInstance,
    origin: (label: string, path: string) => Origin,
  ): Promise<TerraformBlock[]> {
    const blocks: TerraformBlock[] = [];
    for (const { path, lines, json } of folder.files) {
      for (const [type, label, block] of blocksOf(json.resource)) {
        const isKnown = [ecs, functions, services].some(kind =>
          kind.test(type),
        );
        if (!isKnown || values.settle(block.count) === 0) continue;
        const { container_definitions: definitions, ...rest } = block;
        const settled = values.settle(rest);
        const content = isMapping(settled) ? settled : {};
        if (definitions !== undefined) {
          content.container_definitions = await readDefinitions(
            definitions,
            values,
            this.context.limits,
          );
        }
        const line = lineOf(lines, 'resource', type, label);
        const place = { path, line, origin: origin(label, path) };
        blocks.push({ type, label, prefix, content, ...place });
      }
    }
    return blocks;
  }

  private addDefined(found: FoundDeployment, defined: DefinedWorkloads): void {
    addDeployment(found, defined);
    for (const { source, origin } of defined.workloads) {
      found.sources.push({ tool: 'terraform', source, origin });
    }
  }

  /** A module's workload goes by the label of the call, and belongs to the folder that is run. */
  private origin(
    { path, root }: TerraformRun,
    { prefix, labels }: TerraformInstance,
    label: string,
    file: string,
    hasProduction: boolean,
  ): Origin {
    const place = labels.length === 0 ? file : root.root;
    const environment = environmentHere(place, path, this.context);
    const variant =
      path === undefined
        ? undefined
        : baseOf(path).replace(/(?:\.auto)?\.tfvars$/, '');
    return {
      family: `terraform:${root.root}:${prefix}${label}`,
      folder: root.root,
      name:
        this.ownFolderIn(root.root) ??
        this.nameOf(labels[labels.length - 1] ?? label),
      variant,
      production:
        environment === 'production' ||
        (environment === undefined && !(hasProduction && path !== undefined)),
    };
  }

  private nameOf(label: string): string {
    const { names } = this.context;
    return names.isSame(label) ? label : bareLabel(label, 'workload');
  }

  /** The service's name where what is run is kept in a folder of that name. */
  private ownFolderIn(root: string): string | undefined {
    const { names } = this.context;
    return names.isWhole
      ? undefined
      : root.split('/').find(part => names.isSame(part));
  }

  private problem(found: FoundDeployment, path: string, problem: string): void {
    for (const collection of ['workloads', 'containers', 'imageReferences']) {
      const reason = `${path} ${problem}.`;
      found.gaps.push({ collection, reason, source: { path } });
    }
  }
}

/** Whether values are named for production: others beside them are not. */
function isProduction(
  { path, root }: TerraformRun,
  context: DeployContext,
): boolean {
  return (
    path !== undefined &&
    environmentHere(root.root, path, context) === 'production'
  );
}

/** The environment that the values are for, or else the place that is run. */
function environmentHere(
  place: string,
  values: string | undefined,
  { names }: DeployContext,
) {
  const seen = (path: string) =>
    names.contains(path) ? path.slice(names.scope.path.length) : path;
  const stated =
    values === undefined
      ? undefined
      : environmentOf(baseOf(values), names.words) ??
        environmentOf(seen(values), names.words);
  return stated ?? environmentOf(seen(place), names.words);
}

/** Workloads that Terraform defines: ECS, Lambda, Cloud Run and Azure container apps, also through modules. */
export function createTerraformReader(context: DeployContext): DeployReader {
  return new TerraformReader(context);
}
