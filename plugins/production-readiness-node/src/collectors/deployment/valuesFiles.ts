import { Chart } from '../../helm/Chart';
import { baseOf, folderOf, isInside } from '../../repository/paths';
import { Cursor } from '../../repository/yaml/Cursor';

/** A file of values for a chart. */
export interface ValuesFile {
  path: string;
  values: Cursor;
}

const named = /(?:^|[-_.])values(?:[-_.]|$)/i;
const valueFolders = new Set(['values', 'environments', 'envs', 'env']);

/** Whether a path looks like values of a chart: by its own name, or by the folder that it stands in. */
export function isValuesPath(path: string): boolean {
  if (!/\.ya?ml$/.test(path) || path.includes('/templates/')) return false;
  const stem = baseOf(path).replace(/\.ya?ml$/, '');
  return named.test(stem) || valueFolders.has(baseOf(folderOf(path)));
}

/**
 * The values files that a chart is deployed with, besides its own.
 * @param parts - folders of charts that are only parts of others
 */
export function valuesFor(
  { folder, name }: Chart,
  files: readonly ValuesFile[],
  charts: ReadonlySet<string>,
  parts: ReadonlySet<string> = new Set(),
): ValuesFile[] {
  const wholes = [...charts].filter(
    chart =>
      !parts.has(chart) &&
      ![...charts].some(other => other !== chart && isInside(chart, other)),
  );
  return files.filter(({ path }) => {
    const at = folderOf(path);
    if (at === folder && /^values\.ya?ml$/.test(baseOf(path))) return false;
    const owner = [...charts]
      .filter(chart => isInside(at, chart))
      .sort((a, b) => b.length - a.length)[0];
    if (owner !== undefined && owner !== '') return owner === folder;
    return (
      belongsBeside(at, folder, wholes) ||
      (owner === undefined && at.split('/').includes(name))
    );
  });
}

/** Values outside of charts belong to the one chart under their folder, or under the folder above it. */
function belongsBeside(
  at: string,
  folder: string,
  charts: readonly string[],
): boolean {
  const above = [at, folderOf(at), folderOf(folderOf(at))];
  for (const root of new Set(above)) {
    const under = charts.filter(chart => isInside(chart, root));
    if (under.length > 0) return under.length === 1 && under[0] === folder;
  }
  return false;
}

/** What tells a values file apart from others: `prod` of values-prod.yaml or of env/prod/values.yaml. */
export function variantName(path: string, chart: Chart): string {
  const stem = baseOf(path)
    .replace(/\.ya?ml$/, '')
    .replace(/(?:^|[-_.])values(?=[-_.]|$)/i, '')
    .replace(/^[-_.]+/, '');
  if (stem !== '' && stem !== chart.name) return stem;
  return baseOf(folderOf(path));
}
