import { withModules } from '../../infrastructure/modules/TerraformInstance';
import { TerraformModules } from '../../infrastructure/modules/TerraformModules';
import { first, text } from '../../infrastructure/hclValues';
import { VariableOrigin } from '../../infrastructure/modules/TerraformInstance';
import { blocksOf } from '../../infrastructure/terraformBlocks';
import { writtenVariables } from '../../infrastructure/writtenVariables';
import { Limits } from '../../repository/limits';
import { SourceFile } from '../../repository/SourceFile';
import { isMapping } from '../../repository/yaml/Located';
import { tokensRemoved, unresolvedIn } from '../../repository/yaml/unresolved';

const type = 'google_cloudbuild_trigger';

/** What sets a build of Google Cloud off, as Terraform defines it. */
export interface CloudBuildTrigger {
  name: string;
  triggers: string[];
  /** Patterns of files that must change. */
  paths: string[];
  substitutions: Record<string, string>;
  /** A person must agree. */
  approval: boolean;
}

/** The triggers of a repository's builds, with the values that Terraform is run with. */
export class CloudBuildTriggers {
  private readonly modules: TerraformModules;
  private readonly variables = new Map<string, VariableOrigin>();

  constructor(limits: Pick<Limits, 'nesting' | 'variants'>) {
    this.modules = new TerraformModules(limits);
  }

  static wants(path: string): boolean {
    return TerraformModules.wants(path);
  }

  visit(file: SourceFile): void {
    this.modules.visit(file);
  }

  /** Learns from a script which variables it sets. */
  visitScript({ lines, text: script }: SourceFile): void {
    if (!script.includes('.tfvars')) return;
    for (const name of writtenVariables(lines))
      this.variables.set(name, 'argument');
  }

  /** By the path of the build's file. */
  async byFile(): Promise<ReadonlyMap<string, CloudBuildTrigger[]>> {
    const found = new Map<string, CloudBuildTrigger[]>();
    const { modules, variables } = this;
    const folders = modules.foldersWhere(({ text: hcl }) => hcl.includes(type));
    if (folders.length === 0) return found;
    for (const { root } of await modules.runsOf(folders, variables)) {
      for (const { folder, values } of withModules(root)) {
        for (const { json } of folder.files) {
          for (const [kind, label, block] of blocksOf(json.resource)) {
            if (kind !== type || values.settle(block.count) === 0) continue;
            const settled = values.settle(block);
            const content = isMapping(settled) ? settled : {};
            const file = text(content.filename);
            if (file === undefined) continue;
            const trigger = readTrigger(content, label);
            found.set(file, withTrigger(found.get(file) ?? [], trigger));
          }
        }
      }
    }
    return found;
  }
}

function withTrigger(
  known: CloudBuildTrigger[],
  trigger: CloudBuildTrigger,
): CloudBuildTrigger[] {
  const written = JSON.stringify(trigger);
  return known.some(other => JSON.stringify(other) === written)
    ? known
    : [...known, trigger];
}

function readTrigger(
  block: Record<string, unknown>,
  label: string,
): CloudBuildTrigger {
  const { substitutions, included_files: files } = block;
  const given = isMapping(substitutions) ? Object.entries(substitutions) : [];
  return {
    name: tokensRemoved(text(block.name) ?? label),
    triggers: triggersOf(block),
    paths: Array.isArray(files)
      ? files.filter((file): file is string => typeof file === 'string')
      : [],
    substitutions: Object.fromEntries(
      given.flatMap(([name, value]) => {
        const stated = text(value);
        return stated === undefined || unresolvedIn(stated) !== undefined
          ? []
          : [[name, stated]];
      }),
    ),
    approval: first(block.approval_config)?.approval_required === true,
  };
}

function triggersOf(block: Record<string, unknown>): string[] {
  const source =
    first(block.github) ?? first(block.repository_event_config) ?? {};
  if (source.pull_request !== undefined) return ['pull-request'];
  const push = first(source.push) ?? first(block.trigger_template);
  if (push !== undefined)
    return [
      push.tag === undefined && push.tag_name === undefined ? 'push' : 'tag',
    ];
  const isTold = [block.pubsub_config, block.webhook_config].some(
    config => config !== undefined,
  );
  return [isTold ? 'workflow' : 'manual'];
}
