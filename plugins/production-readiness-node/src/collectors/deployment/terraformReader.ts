import { environmentOf } from '../../deployment/environments';
import {
  addDeployment,
  emptyDeployment,
  FoundDeployment,
  Origin,
} from '../../deployment/model';
import { hclOf, LazyHcl } from '../../infrastructure/hclOf';
import { blocksOf, lineOf } from '../../infrastructure/terraformBlocks';
import { TerraformValues } from '../../infrastructure/TerraformValues';
import { readDefinitions } from '../../platforms/readDefinitions';
import {
  DefinedWorkloads,
  TerraformBlock,
} from '../../platforms/TerraformBlock';
import { readTerraformEcs } from '../../platforms/terraformEcs';
import { readTerraformService } from '../../platforms/terraformServices';
import { folderOf } from '../../repository/paths';
import { SourceFile } from '../../repository/SourceFile';
import { isMapping } from '../../repository/yaml/Located';
import { DeployContext, DeployReader } from './DeployReader';
import { isTestPath } from './Layout';

const ecs = /^aws_(?:ecs_task_definition|ecs_service|appautoscaling_target)$/;
const services =
  /^(?:google_cloud_run_service|google_cloud_run_v2_service|azurerm_container_app)$/;
const told =
  /"(?:aws_ecs_task_definition|aws_ecs_service|aws_appautoscaling_target|google_cloud_run_service|google_cloud_run_v2_service|azurerm_container_app)"/;

interface Kept {
  path: string;
  lines: readonly string[];
  hcl: LazyHcl;
  /** It holds workloads, and not only locals that they may refer to. */
  isTelling: boolean;
}

class TerraformReader implements DeployReader {
  private readonly folders = new Map<string, Kept[]>();

  constructor(private readonly context: DeployContext) {}

  wants(path: string): boolean {
    return (
      /\.(?:tf|tofu)$/.test(path) &&
      !isTestPath(path, this.context.names.scope.path)
    );
  }

  visit(file: SourceFile): void {
    if (!this.wants(file.path)) return;
    const isTelling = told.test(file.text);
    if (!isTelling && !/^locals\b/m.test(file.text)) return;
    const { path, lines } = file;
    const hcl = hclOf(file, this.context.limits);
    const kept = this.folders.get(folderOf(path)) ?? [];
    this.folders.set(folderOf(path), [
      ...kept,
      { path, lines, hcl, isTelling },
    ]);
  }

  async finish(): Promise<Partial<FoundDeployment>> {
    const found = emptyDeployment();
    for (const files of this.folders.values()) {
      if (files.some(({ isTelling }) => isTelling)) {
        await this.addFolder(found, files);
      }
    }
    return found;
  }

  private async addFolder(found: FoundDeployment, files: Kept[]) {
    const values = new TerraformValues();
    const read: Array<Kept & { json: unknown }> = [];
    for (const file of files) {
      const converted = await file.hcl();
      if ('json' in converted) {
        values.addLocals(converted.json);
        read.push({ ...file, json: converted.json });
      } else if (file.isTelling) {
        this.problem(found, file.path, converted.problem);
      }
    }
    const blocks: TerraformBlock[] = [];
    for (const { path, lines, json } of read) {
      if (!isMapping(json)) continue;
      for (const [type, label, block] of blocksOf(json.resource)) {
        if (!ecs.test(type) && !services.test(type)) continue;
        if (block.count === 0) continue;
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
        const origin = this.origin(path, label);
        blocks.push({ type, label, content, path, line, origin });
      }
    }
    this.addDefined(found, readTerraformEcs(blocks));
    for (const block of blocks.filter(({ type }) => services.test(type))) {
      this.addDefined(found, readTerraformService(block));
    }
  }

  private addDefined(found: FoundDeployment, defined: DefinedWorkloads): void {
    addDeployment(found, defined);
    for (const { source, origin } of defined.workloads) {
      found.sources.push({ tool: 'terraform', source, origin });
    }
  }

  private origin(path: string, label: string): Origin {
    const { names } = this.context;
    const seen = names.contains(path)
      ? path.slice(names.scope.path.length)
      : path;
    const environment = environmentOf(seen, names.words);
    return {
      family: `terraform:${folderOf(path)}:${label}`,
      folder: folderOf(path),
      name: label,
      production: environment === undefined || environment === 'production',
    };
  }

  private problem(found: FoundDeployment, path: string, problem: string): void {
    for (const collection of ['workloads', 'containers', 'imageReferences']) {
      const reason = `${path} ${problem}.`;
      found.gaps.push({ collection, reason, source: { path } });
    }
  }
}

/** Workloads that Terraform defines: ECS, Cloud Run and Azure container apps. */
export function createTerraformReader(context: DeployContext): DeployReader {
  return new TerraformReader(context);
}
