import { FactGap } from '@goldenpath/backstage-plugin-production-readiness-common';
import {
  TerraformInstance,
  withModules,
} from '../../infrastructure/modules/TerraformInstance';
import { TerraformModules } from '../../infrastructure/modules/TerraformModules';
import {
  isTerraformPath,
  TerraformSource,
} from '../../infrastructure/modules/TerraformSource';
import { productionSet } from '../../infrastructure/modules/variableFiles';
import { readTerraform, TerraformFile } from '../../infrastructure/terraform';
import { TerraformValues } from '../../infrastructure/TerraformValues';

/** A block that says where the state is kept. */
const keepsState = /^[ \t]{0,20}(?:backend[ \t]{1,9}"|cloud[ \t]{0,9}\{)/m;

/** Where nothing has a value: every name is an expression. */
const unsettled = new TerraformValues({
  variables: new Map(),
  locals: new Map(),
  prefix: '',
  output: () => undefined,
});

/** What tells which files of Terraform are about the service. */
export interface TerraformOwnership {
  /** Whether Terraform is run in a folder for the service. */
  isOwnRoot(folder: string): boolean;
  /** Whether a file can hold anything of the service, wherever it stands. */
  concerns(source: TerraformSource): boolean;
}

/**
 * What Terraform files declare, with the values that production is applied with. A module that is called with
 * different values declares what each call of it does, and one that the service's own roots call is the service's.
 */
export async function readTerraformFiles(
  modules: TerraformModules,
  terragrunt: readonly TerraformSource[],
  { isOwnRoot, concerns }: TerraformOwnership,
): Promise<{
  files: TerraformFile[];
  /** Paths of those that the service's own roots lead to. */
  own: ReadonlySet<string>;
  gaps: FactGap[];
}> {
  const reached = modules.reachedFrom(isOwnRoot);
  const own = modules.all.filter(
    source =>
      source.kind === 'configuration' &&
      (reached.has(source.folder) || concerns(source)),
  );
  const instances = await instancesByFolder(
    modules,
    [...new Set(own.map(({ folder }) => folder))],
    isOwnRoot,
  );
  const files: TerraformFile[] = [];
  const gaps: FactGap[] = [];
  for (const { path, folder, lines, hcl } of [
    ...own,
    ...terragrunt.filter(concerns),
  ]) {
    const converted = await hcl();
    if ('problem' in converted) {
      gaps.push({
        collection: 'infrastructure',
        reason: `${path} ${converted.problem}.`,
        source: { path },
      });
      continue;
    }
    const known = instances.get(folder)?.map(({ values }) => values);
    // A module that is switched off declares nothing.
    if (!known && !modules.isExhausted && isTerraformPath(path)) continue;
    const read = (known ?? [unsettled]).map(values =>
      readTerraform(path, lines, converted.json, values),
    );
    files.push({
      ...read[0],
      resources: distinct(read.flatMap(({ resources }) => resources)),
    });
  }
  const states = await statesAround(modules, own);
  const paths = [
    ...own.filter(({ folder }) => reached.has(folder)),
    ...states,
  ].map(({ path }) => path);
  return { files: [...files, ...states], own: new Set(paths), gaps };
}

/**
 * Where the state of the service's own is kept, when a folder that serves others too leads to it: of that folder's
 * other files nothing but this is the service's.
 */
async function statesAround(
  modules: TerraformModules,
  own: readonly TerraformSource[],
): Promise<TerraformFile[]> {
  const roots = modules.rootsOf(new Set(own.map(({ folder }) => folder)));
  const known = new Set(own.map(({ path }) => path));
  const keeping = modules.all.filter(
    ({ kind, folder, path, text }) =>
      kind === 'configuration' &&
      roots.has(folder) &&
      !known.has(path) &&
      keepsState.test(text),
  );
  const found: TerraformFile[] = [];
  for (const { path, lines, hcl } of keeping) {
    const converted = await hcl();
    if ('problem' in converted) continue;
    const { backend } = readTerraform(path, lines, converted.json, unsettled);
    if (!backend) continue;
    found.push({
      ...{ path, backend, isRoot: false },
      ...{ resources: [], observability: [] },
    });
  }
  return found;
}

async function instancesByFolder(
  modules: TerraformModules,
  folders: readonly string[],
  isOwnRoot: (folder: string) => boolean,
): Promise<Map<string, TerraformInstance[]>> {
  const runs = await modules.runsOf(folders);
  const roots = new Set(runs.map(({ root }) => root.root));
  const found = new Map<string, TerraformInstance[]>();
  for (const name of roots) {
    const run = productionSet(runs.filter(({ root }) => root.root === name));
    for (const instance of run ? withModules(run.root) : []) {
      const { folder } = instance.folder;
      found.set(folder, [...(found.get(folder) ?? []), instance]);
    }
  }
  for (const [folder, instances] of found) {
    const theirs = instances.filter(({ root }) => isOwnRoot(root));
    if (theirs.length > 0) found.set(folder, theirs);
  }
  return found;
}

function distinct<T>(items: readonly T[]): T[] {
  return [...new Map(items.map(item => [JSON.stringify(item), item])).values()];
}
