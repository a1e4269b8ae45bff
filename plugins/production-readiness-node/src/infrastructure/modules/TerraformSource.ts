import { Limits } from '../../repository/limits';
import { baseOf, folderOf, resolvePath } from '../../repository/paths';
import { SourceFile } from '../../repository/SourceFile';
import { hclOf, LazyHcl } from '../hclOf';

/** A file of a Terraform folder, or values for one; converted when it is needed. */
export interface TerraformSource {
  path: string;
  folder: string;
  kind: 'configuration' | 'values';
  text: string;
  lines: readonly string[];
  hcl: LazyHcl;
  /** The folders of the modules that it calls in the repository. */
  calls: string[];
  /** The modules that it calls by an address, not by a folder of the repository. */
  remote: RemoteModule[];
  /** All modules that it calls. */
  modules: RemoteModule[];
}

/** A call of a module as it is written. */
export interface RemoteModule {
  label: string;
  source: string;
  line: number;
  /** The version that is asked for, if any. */
  version?: string;
}

const block = /^module[ \t]{1,20}"?([\w-]{1,200})"?[ \t]{0,20}\{/;
const attribute =
  /^[ \t]{0,40}(source|version)[ \t]{0,40}=[ \t]{0,40}"([^"]{1,500})"/;

/** Whether a path is that of Terraform's configuration, or of values for it. */
export function isTerraformPath(path: string): boolean {
  return /\.(?:tf|tofu)$/.test(path) || isValuesPath(path);
}

/** `terraform.tfvars`, `environments/production.tfvars`, `production.tfvars.json`. */
export function isValuesPath(path: string): boolean {
  return /\.tfvars(?:\.json)?$/.test(baseOf(path));
}

/** A file that is kept for later; the same for every collector. */
export function terraformSource(
  file: SourceFile,
  limits: Pick<Limits, 'nesting'>,
): TerraformSource {
  return file.view('terraform-source', () => read(file, limits));
}

function read(
  file: SourceFile,
  limits: Pick<Limits, 'nesting'>,
): TerraformSource {
  const { path, text, lines } = file;
  const folder = folderOf(path);
  const isValues = isValuesPath(path);
  const modules = isValues ? [] : modulesOf(lines);
  return {
    path,
    folder,
    kind: isValues ? 'values' : 'configuration',
    text,
    lines,
    hcl: hclOf(file, limits),
    calls: modules.flatMap(({ source }) => localFolder(folder, source) ?? []),
    remote: modules.filter(({ source }) => !isLocal(source)),
    modules,
  };
}

/** Values that are there and cannot be read, such as encrypted ones. */
export function hiddenValues(path: string): TerraformSource {
  return {
    ...{ path, folder: folderOf(path), kind: 'values', text: '', lines: [] },
    ...{ calls: [], remote: [], modules: [] },
    hcl: async () => ({ problem: 'cannot be read' }),
  };
}

/** The folder that a module's source leads to; undefined for one that is elsewhere. */
export function localFolder(
  folder: string,
  written: string,
): string | undefined {
  return isLocal(written)
    ? resolvePath(folder, written.replace('//', '/'))
    : undefined;
}

function isLocal(written: string): boolean {
  return /^\.{1,2}(?:\/|$)/.test(written);
}

/** What is called can be told from lines, so that only what matters is converted. */
function modulesOf(lines: readonly string[]): RemoteModule[] {
  const found: RemoteModule[] = [];
  let open: Partial<RemoteModule> | undefined;
  lines.forEach((line, index) => {
    const label = block.exec(line)?.[1];
    if (label !== undefined) open = { label, line: index + 1 };
    const [, key, value] = (open && attribute.exec(line)) ?? [];
    if (open && key === 'source') open.source ??= value;
    if (open && key === 'version') open.version ??= value;
    if (!line.startsWith('}')) return;
    const { label: name, source, line: at, version } = open ?? {};
    if (name !== undefined && source !== undefined && at !== undefined)
      found.push({ label: name, source, line: at, version });
    open = undefined;
  });
  return found;
}
