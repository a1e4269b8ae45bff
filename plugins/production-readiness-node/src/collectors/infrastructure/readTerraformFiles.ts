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

/** Where nothing has a value: every name is an expression. */
const unsettled = new TerraformValues({
  variables: new Map(),
  locals: new Map(),
  prefix: '',
  output: () => undefined,
});

/**
 * What Terraform files declare, with the values that production is applied with. A module that is called with
 * different values declares what each call of it does.
 */
export async function readTerraformFiles(
  modules: TerraformModules,
  terragrunt: readonly TerraformSource[],
  concerns: (source: TerraformSource) => boolean,
): Promise<{ files: TerraformFile[]; gaps: FactGap[] }> {
  const own = modules.all.filter(
    source => source.kind === 'configuration' && concerns(source),
  );
  const instances = await instancesByFolder(modules, [
    ...new Set(own.map(({ folder }) => folder)),
  ]);
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
  return { files, gaps };
}

async function instancesByFolder(
  modules: TerraformModules,
  folders: readonly string[],
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
  return found;
}

function distinct<T>(items: readonly T[]): T[] {
  return [...new Map(items.map(item => [JSON.stringify(item), item])).values()];
}
