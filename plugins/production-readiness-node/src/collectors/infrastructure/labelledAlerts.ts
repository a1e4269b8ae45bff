import { FactOf } from '@goldenpath/backstage-plugin-production-readiness-common';
import { bareLabel } from '../../deployment/bareLabel';
import { environmentOf } from '../../deployment/environments';
import { ScopeNames } from '../../deployment/ScopeNames';
import { withModules } from '../../infrastructure/modules/TerraformInstance';
import { TerraformModules } from '../../infrastructure/modules/TerraformModules';
import { readTerraform } from '../../infrastructure/terraform';
import { isMapping } from '../../repository/yaml/Located';

type Observability = FactOf<'observability'>;

const told =
  /"(?:aws_cloudwatch_metric_alarm|azurerm_monitor_\w+|google_monitoring_\w+|datadog_\w+)"/;

/**
 * Alerts of the service in Terraform that is run for several: what a module of alerts makes of a call that is named
 * for the service.
 */
export async function labelledAlerts(
  modules: TerraformModules,
  names: ScopeNames,
): Promise<Observability[]> {
  const folders = modules.foldersWhere(
    ({ kind, text }) => kind === 'configuration' && told.test(text),
  );
  if (names.isWhole || folders.length === 0) return [];
  const runs = await modules.runsOf(folders);
  const serving = runs.filter(
    ({ root, path }) =>
      environmentOf(path ?? root.root, names.words) !== 'local',
  );
  const found = new Map<string, Observability>();
  for (const { root } of serving.length > 0 ? serving : runs) {
    for (const { folder, labels, values } of withModules(root)) {
      const isOwn = labels.some(
        label => names.isSame(label) || names.isSame(bareLabel(label, 'alert')),
      );
      if (!isOwn) continue;
      for (const { path, lines, json } of folder.files) {
        const { observability } = readTerraform(
          path,
          lines,
          withoutEmpty(json, block => values.settle(block.for_each)),
          values,
        );
        for (const alert of observability) {
          const name = [...labels, alert.name].join('.');
          found.set(`${path} ${alert.source.line} ${name}`, { ...alert, name });
        }
      }
    }
  }
  return [...found.values()];
}

/** What is made for each of nothing is not made. */
function withoutEmpty(
  json: Record<string, unknown>,
  each: (block: Record<string, unknown>) => unknown,
): Record<string, unknown> {
  if (!isMapping(json.resource)) return json;
  const isMade = (block: unknown) => {
    const [content] = [block].flat();
    const items = isMapping(content) ? each(content) : undefined;
    return typeof items !== 'object' || Object.keys(items ?? {}).length > 0;
  };
  const resource = Object.fromEntries(
    Object.entries(json.resource).map(([type, blocks]) => [
      type,
      isMapping(blocks)
        ? Object.fromEntries(
            Object.entries(blocks).filter(([, block]) => isMade(block)),
          )
        : blocks,
    ]),
  );
  return { ...json, resource };
}
