import { FactOf } from '@goldenpath/backstage-plugin-production-readiness-common';
import { isMapping } from '../repository/yaml/Located';
import { first, listOf, text } from './hclValues';
import { TerraformValues } from './TerraformValues';

type Observability = FactOf<'observability'>;
type Block = Record<string, unknown>;

/** Checks of an address from outside, and the arguments that say who is told when it does not answer. */
const resources: Record<string, readonly string[]> = {
  statuscake_uptime_check: ['contact_groups'],
  pingdom_check: ['integrationids', 'userids', 'teamids'],
  betteruptime_monitor: ['policy_id'],
  uptimerobot_monitor: ['alert_contact'],
  checkly_check: ['alert_channel_subscription'],
};
const told = [...new Set(Object.values(resources).flat())];
const services = /(?:^|[^a-z])(?:statuscake|pingdom|uptime)(?:[^a-z]|$)/i;
const address = /(?:^|_)(?:urls?|address(?:es)?|hosts?)$/;

/** A check of an address that a resource makes. It fires when the address does not answer as often as it says. */
export function uptimeCheck(
  type: string,
  block: Block,
): Pick<Observability, 'tool' | 'threshold' | 'routed'> | undefined {
  const routes = Object.hasOwn(resources, type) ? resources[type] : undefined;
  return (
    routes && {
      tool: type.split('_')[0],
      threshold: true,
      routed: routes.some(route => isGiven(block[route])),
    }
  );
}

/** The checks of modules that are given addresses, and who is told. */
export function uptimeModules(
  path: string,
  lines: readonly string[],
  modules: unknown,
  values: TerraformValues,
): Observability[] {
  return Object.entries(isMapping(modules) ? modules : {}).flatMap(
    ([label, block]): Observability[] => {
      const content = first(block) ?? {};
      const source = text(content.source) ?? '';
      if (!services.test(source.slice(-200))) return [];
      if (values.settle(content.count) === 0) return [];
      if (!Object.keys(content).some(key => address.test(key))) return [];
      const line = lines.findIndex(
        each => each.startsWith('module') && each.includes(label),
      );
      return [
        {
          source: { path, line: Math.max(line + 1, 1) },
          kind: 'alert',
          tool: 'uptime',
          name: label,
          threshold: true,
          routed: told.some(key => isGiven(values.settle(content[key]))),
          covers: [],
        },
      ];
    },
  );
}

function isGiven(value: unknown): boolean {
  return Array.isArray(value)
    ? listOf(value).length > 0
    : value !== undefined && value !== null && value !== '';
}
