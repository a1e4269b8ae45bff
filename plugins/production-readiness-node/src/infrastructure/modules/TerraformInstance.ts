import { openToken, TerraformValues } from '../TerraformValues';
import { TerraformFolder } from './TerraformFolder';
import { VariableSet } from './variableFiles';

const mostDepth = 8;

/** A folder as it is run, or as one module calls it: with values. */
export interface TerraformInstance {
  /** The folder that Terraform is run in. */
  root: string;
  folder: TerraformFolder;
  /** The labels of the calls that lead to it; empty for the root itself. */
  labels: string[];
  /** The address of the module with a dot at its end, such as `module.orders.`; '' for the root. */
  prefix: string;
  values: TerraformValues;
  readonly modules: TerraformInstance[];
}

/** How a run sets a variable: `-var` wins over files of values, TF_VAR_… only over a default. */
export type VariableOrigin = 'argument' | 'environment';

/** Where instances come from. */
export interface InstanceSource {
  folderAt(path: string): TerraformFolder | undefined;
  /** How many more may be made. */
  left: number;
  /** Variables that are set when Terraform is run. */
  overridden: ReadonlyMap<string, VariableOrigin>;
}

class Instance implements TerraformInstance {
  readonly prefix: string;
  readonly values: TerraformValues;
  private readonly children = new Map<string, Instance>();

  constructor(
    readonly folder: TerraformFolder,
    readonly root: string,
    readonly labels: string[],
    private readonly variables: Map<string, unknown>,
    private readonly source: InstanceSource,
  ) {
    source.left -= 1;
    this.prefix = labels.map(label => `module.${label}.`).join('');
    this.values = new TerraformValues({
      variables,
      locals: folder.locals,
      prefix: this.prefix,
      output: (module, name) => this.called(module)?.output(name),
    });
  }

  get modules(): TerraformInstance[] {
    return this.folder.calls
      .filter(call => this.values.settle(call.arguments.count) !== 0)
      .flatMap(({ label }) => this.called(label) ?? []);
  }

  private output(name: string): unknown {
    const { outputs } = this.folder;
    return outputs.has(name)
      ? this.values.settle(outputs.get(name))
      : undefined;
  }

  private called(label: string): Instance | undefined {
    const known = this.children.get(label);
    if (known) return known;
    const { source, labels, root } = this;
    const call = this.folder.calls.find(candidate => candidate.label === label);
    const target = call && source.folderAt(call.folder);
    const isTooMuch = source.left <= 0 || labels.length >= mostDepth;
    if (!call || !target || isTooMuch) return undefined;
    const child = new Instance(
      target,
      root,
      [...labels, label],
      new Map(),
      source,
    );
    this.children.set(label, child);
    // Filled in afterwards: an argument can be what the same module puts out.
    for (const [name, fallback] of target.variables) {
      const given = call.arguments[name];
      if (given !== undefined)
        child.variables.set(name, this.values.settle(given));
      else if (fallback !== undefined) child.variables.set(name, fallback);
    }
    return child;
  }
}

/** A folder that is run with a set of values, and all modules that it calls in turn. */
export function instanceOf(
  folder: TerraformFolder,
  { values, hidden }: VariableSet,
  source: InstanceSource,
): TerraformInstance {
  const stated = new Map<string, unknown>();
  for (const [name, fallback] of folder.variables) {
    const set = source.overridden.get(name);
    if (set === 'argument') continue;
    if (values.has(name)) stated.set(name, values.get(name));
    else if (hidden !== undefined)
      stated.set(name, openToken(`var.${name}, set in ${hidden}`));
    else if (fallback !== undefined && set === undefined)
      stated.set(name, fallback);
  }
  return new Instance(folder, folder.folder, [], stated, source);
}

/** An instance and all that it calls. */
export function withModules(instance: TerraformInstance): TerraformInstance[] {
  return [instance, ...instance.modules.flatMap(withModules)];
}
