import { isMapping } from '../../repository/yaml/Located';
import { first, listOf, text } from '../hclValues';
import { localFolder, TerraformSource } from './TerraformSource';

/** A file of a folder as JSON. */
export interface ConvertedFile {
  path: string;
  lines: readonly string[];
  json: Record<string, unknown>;
}

/** A call of a module that is in the repository. */
export interface ModuleCall {
  label: string;
  /** Its folder in the repository. */
  folder: string;
  /** As written, in the names of the caller. */
  arguments: Record<string, unknown>;
}

/** What stands in the files of one folder, as written. */
export interface TerraformFolder {
  folder: string;
  files: ConvertedFile[];
  /** By name; a variable without a default has undefined. */
  variables: Map<string, unknown>;
  locals: Map<string, unknown>;
  outputs: Map<string, unknown>;
  calls: ModuleCall[];
  /** Files that could not be converted, and why. */
  problems: Array<{ path: string; problem: string }>;
}

/** Converts the files of a folder. */
export async function readFolder(
  folder: string,
  sources: readonly TerraformSource[],
): Promise<TerraformFolder> {
  const read: TerraformFolder = {
    folder,
    files: [],
    variables: new Map(),
    locals: new Map(),
    outputs: new Map(),
    calls: [],
    problems: [],
  };
  for (const { path, lines, hcl } of sources) {
    const converted = await hcl();
    if ('problem' in converted) {
      read.problems.push({ path, problem: converted.problem });
    } else if (isMapping(converted.json)) {
      addFile(read, { path, lines, json: converted.json });
    }
  }
  return read;
}

function addFile(read: TerraformFolder, file: ConvertedFile): void {
  const { json } = file;
  read.files.push(file);
  for (const block of listOf(json.locals)) {
    for (const [name, value] of entriesOf(block)) {
      if (!read.locals.has(name)) read.locals.set(name, value);
    }
  }
  for (const [name, block] of entriesOf(json.variable)) {
    read.variables.set(name, first(block)?.default);
  }
  for (const [name, block] of entriesOf(json.output)) {
    read.outputs.set(name, first(block)?.value);
  }
  for (const [label, block] of entriesOf(json.module)) {
    const { source, ...rest } = first(block) ?? {};
    const folder = localFolder(read.folder, text(source) ?? '');
    if (folder === undefined) continue;
    read.calls.push({ label, folder, arguments: rest });
  }
}

function entriesOf(value: unknown): Array<[string, unknown]> {
  return isMapping(value) ? Object.entries(value) : [];
}
