import { environmentOf } from '../../deployment/environments';
import { baseOf, folderOf, isInside } from '../../repository/paths';
import { isMapping } from '../../repository/yaml/Located';
import { isBackendSettings } from '../backendSettings';
import { TerraformSource } from './TerraformSource';

/** Values that a folder is planned and applied with. */
export interface VariableSet {
  /** The file that tells them apart from others; undefined for those that always hold. */
  path?: string;
  values: Map<string, unknown>;
  /** A file of values that cannot be read: it may set any variable that the others do not. */
  hidden?: string;
}

/** Files that Terraform reads without being told. */
const automatic = /(?:(?:^|\/)terraform|\.auto)\.tfvars(?:\.json)?$/;

/**
 * The sets of values for a folder that Terraform is run in: one per file, each on top of what Terraform reads by
 * itself. Examples are none.
 * @param roots - all folders that Terraform is run in; a file serves the nearest one above it, or the only one below
 * @param declared - the variables of the folder; a file that sets none of them is for something else
 */
export async function variableSets(
  folder: string,
  sources: readonly TerraformSource[],
  roots: readonly string[],
  declared: ReadonlyMap<string, unknown>,
  most: number,
): Promise<VariableSet[]> {
  const serving = sources.filter(
    source =>
      source.kind === 'values' &&
      !isExampleValues(source.path) &&
      !isBackendSettings(source.path) &&
      rootOf(source.folder, roots) === folder,
  );
  const always = new Map<string, unknown>();
  let alwaysHidden: string | undefined;
  const sets: VariableSet[] = [];
  for (const { path, hcl, folder: at } of serving) {
    const converted = await hcl();
    const json = 'json' in converted ? converted.json : undefined;
    const entries = isMapping(json) ? Object.entries(json) : [];
    const hidden = 'problem' in converted ? path : undefined;
    const setsNone = !entries.some(([name]) => declared.has(name));
    if (entries.length > 0 && setsNone) continue;
    if (automatic.test(path) && at === folder) {
      entries.forEach(([name, value]) => always.set(name, value));
      alwaysHidden ??= hidden;
    } else if (sets.length < most) {
      sets.push({ path, values: new Map(entries), hidden });
    }
  }
  if (sets.length === 0) return [{ values: always, hidden: alwaysHidden }];
  return sets.map(({ path, values, hidden }) => ({
    path,
    values: new Map([...always, ...values]),
    hidden: hidden ?? alwaysHidden,
  }));
}

/** Of several sets, the one that production is applied with, or the least local one. */
export function productionSet<T extends { path?: string }>(
  sets: readonly T[],
): T | undefined {
  const kind = ({ path }: T) => environmentOf(path ?? '');
  return (
    sets.find(set => kind(set) === 'production') ??
    sets.find(set => kind(set) === undefined) ??
    sets.find(set => kind(set) === 'shared') ??
    sets[0]
  );
}

/** Whether a file of values only shows what one looks like. */
export function isExampleValues(path: string): boolean {
  return /example|sample|template/i.test(baseOf(path));
}

function rootOf(at: string, roots: readonly string[]): string | undefined {
  for (let folder = at; ; folder = folderOf(folder)) {
    if (roots.includes(folder)) return folder;
    if (folder === '') break;
  }
  for (let above = at; ; above = folderOf(above)) {
    const below = roots.filter(root => isInside(root, above));
    if (below.length > 0) return below.length === 1 ? below[0] : undefined;
    if (above === '') return undefined;
  }
}
